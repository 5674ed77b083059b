"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useOptimistic } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { FolderIcon } from "./folder-icon";
import { useAction } from "./use-action";

interface FolderRow {
  id: number;
  name: string;
  icon: string;
  /** The rule in words. */
  rule: string;
}

interface FolderListProps {
  folders: FolderRow[];
  /** Absent for those who may only look. */
  reorder?: (input: {
    ids: number[];
  }) => Promise<{ ok: true; value: unknown } | { ok: false; message: string }>;
}

/** In the order that decides; the arrows move a folder by one place. */
export function FolderList({ folders, reorder }: FolderListProps) {
  const t = useTranslations("settings.folders");
  const [shown, show] = useOptimistic(folders);
  const moving = useAction(
    async (order: { ids: number[]; name: string; position: number }) => {
      show(order.ids.flatMap((id) => folders.find((folder) => folder.id === id) ?? []));
      const answer = await (reorder?.({ ids: order.ids }) ??
        Promise.resolve({ ok: true as const, value: null }));
      return answer.ok ? { ok: true as const, value: order } : answer;
    },
    (order, toast) => toast({ sentence: t("moved", { name: order.name, position: order.position }) }),
  );

  const move = (index: number, by: -1 | 1) => {
    const ids = shown.map((folder) => folder.id);
    const [id] = ids.splice(index, 1);
    if (id === undefined) return;
    ids.splice(index + by, 0, id);
    moving.run({ ids, name: shown[index]?.name ?? "", position: index + by + 1 });
  };

  return (
    <>
      {moving.refusal && <p role="alert">{moving.refusal.message}</p>}
      <ol className="border-t border-border">
        {shown.map((folder, index) => (
          <li key={folder.id} className="flex min-h-13 items-center gap-3 border-b border-border py-1.5">
            <span className="w-5 text-right text-meta text-subtle-foreground">{index + 1}</span>
            <FolderIcon name={folder.icon} className="text-muted-foreground" />
            <Link
              href={`/inbox/settings/folders/${folder.id}`}
              className="grid min-w-0 flex-1 rounded-button px-1 py-0.5 hover:bg-accent"
            >
              <span className="truncate font-medium">{folder.name}</span>
              <span className="truncate text-meta text-muted-foreground">{folder.rule || t("noRule")}</span>
            </Link>
            {reorder && (
              <span className="flex">
                {index > 0 && (
                  <IconButton
                    label={t("up", { name: folder.name })}
                    icon={<ArrowUp aria-hidden />}
                    size="small"
                    onClick={() => move(index, -1)}
                  />
                )}
                {index < shown.length - 1 && (
                  <IconButton
                    label={t("down", { name: folder.name })}
                    icon={<ArrowDown aria-hidden />}
                    size="small"
                    onClick={() => move(index, 1)}
                  />
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
