"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useEffect, useOptimistic, useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { AutoReply } from "@/db/schema";
import { AnswersMode } from "./answers-mode-chip";
import { FolderIcon } from "./folder-icon";
import { useAction } from "./use-action";

interface FolderRow {
  id: number;
  name: string;
  icon: string;
  /** The rule in words. */
  rule: string;
  /** How it answers. */
  mode: AutoReply;
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
  const pressed = useRef<string>(undefined);
  const moving = useAction(
    async (order: { ids: number[]; name: string; position: number }) => {
      show(order.ids.flatMap((id) => folders.find((folder) => folder.id === id) ?? []));
      const answer = await (reorder?.({ ids: order.ids }) ??
        Promise.resolve({ ok: true as const, value: null }));
      return answer.ok ? { ok: true as const, value: order } : answer;
    },
    (order, toast) => toast({ sentence: t("moved", { name: order.name, position: order.position }) }),
  );
  // The row moved in the page, and the browser lets go of a moved button.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each new order
  useEffect(() => {
    if (pressed.current) document.getElementById(pressed.current)?.focus();
  }, [shown]);

  const move = (index: number, by: -1 | 1) => {
    const ids = shown.map((folder) => folder.id);
    const [id] = ids.splice(index, 1);
    if (id === undefined || index + by < 0 || index + by > ids.length) return;
    ids.splice(index + by, 0, id);
    pressed.current = arrowId(id, by);
    moving.run({ ids, name: shown[index]?.name ?? "", position: index + by + 1 });
  };

  return (
    <>
      {moving.refusal && <p role="alert">{moving.refusal.message}</p>}
      <ol className="border-t border-border">
        {shown.map((folder, index) => (
          <li key={folder.id} className="flex min-h-13 items-center gap-3 border-b border-border py-1.5">
            <span className="w-5 text-right text-meta text-subtle-foreground">{index + 1}</span>
            <FolderIcon name={folder.icon} className="shrink-0 text-muted-foreground" />
            <FolderNames folder={folder} isLink={reorder !== undefined} />
            <FolderAnswers folder={folder} isLink={reorder !== undefined} />
            {reorder && (
              <Arrows
                folder={folder}
                isFirst={index === 0}
                isLast={index === shown.length - 1}
                move={(by) => move(index, by)}
              />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

const arrowId = (folderId: number, by: -1 | 1) => `folder-${folderId}-${by > 0 ? "down" : "up"}`;

function FolderNames({ folder, isLink }: { folder: FolderRow; isLink: boolean }) {
  const t = useTranslations("settings.folders");
  const names = (
    <>
      <span className="truncate font-medium">{folder.name}</span>
      <span className="line-clamp-2 text-meta wrap-anywhere text-muted-foreground">
        {folder.rule || t("noRule")}
      </span>
    </>
  );
  const className = "grid min-w-0 flex-1 rounded-button px-1 py-0.5";
  if (!isLink) return <span className={className}>{names}</span>;
  return (
    <Link href={`/inbox/settings/folders/${folder.id}`} className={`${className} hover:bg-accent`}>
      {names}
    </Link>
  );
}

/** How it answers, which leads to where that is set. */
function FolderAnswers({ folder: { id, name, mode }, isLink }: { folder: FolderRow; isLink: boolean }) {
  const t = useTranslations("model.answers");
  if (!isLink) return <AnswersMode mode={mode} />;
  return (
    <Link
      href={`/inbox/settings/folders/${id}/answers`}
      aria-label={`${t("of", { folder: name })}${mode === "off" ? "" : `, ${t(`chip.${mode}`)}`}`}
      className="touchable shrink-0 rounded-button px-1 py-0.5 text-meta text-muted-foreground hover:bg-accent"
    >
      {mode === "off" ? t("open") : <AnswersMode mode={mode} />}
    </Link>
  );
}

interface ArrowsProps {
  folder: FolderRow;
  isFirst: boolean;
  isLast: boolean;
  move: (by: -1 | 1) => void;
}

/** Both stay, so that the keyboard never loses its place; the one that leads nowhere is pale. */
function Arrows({ folder, isFirst, isLast, move }: ArrowsProps) {
  const t = useTranslations("settings.folders");
  const { name } = folder;
  return (
    <span className="flex">
      <IconButton
        id={arrowId(folder.id, -1)}
        label={t("up", { name })}
        icon={<ArrowUp aria-hidden />}
        size="small"
        aria-disabled={isFirst || undefined}
        className="aria-disabled:opacity-30"
        onClick={() => move(-1)}
      />
      <IconButton
        id={arrowId(folder.id, 1)}
        label={t("down", { name })}
        icon={<ArrowDown aria-hidden />}
        size="small"
        aria-disabled={isLast || undefined}
        className="aria-disabled:opacity-30"
        onClick={() => move(1)}
      />
    </span>
  );
}
