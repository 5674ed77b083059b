"use client";
import { Check, FolderInput, Newspaper, ShieldAlert, Undo2, UserRoundPlus } from "lucide-react";
import type { ReactElement } from "react";
import { useTranslations } from "use-intl";
import { Tooltip } from "@/components/ui/tooltip";
import { useDesk } from "./desk-context";
import type { Row } from "./use-list";

/** Over the time of the row, never over its third line. */
export function RowActs({ row }: { row: Row }) {
  const t = useTranslations("inbox.list");
  const { act, ask } = useDesk();
  const ids = [row.id];
  const isDone = ["resolved", "archived", "spam"].includes(row.status);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons have the focus
    <div
      role="gridcell"
      aria-label={t("row.actions")}
      className="absolute top-[5px] right-2 z-2 flex rounded-segment bg-popover p-0.5 shadow-float"
    >
      {isDone ? (
        <RowAct
          label={t(row.status === "spam" ? "acts.notSpam" : "acts.reopen")}
          icon={<Undo2 aria-hidden />}
          onPress={() => act(ids, { kind: "status", status: "in_progress" })}
        />
      ) : (
        <RowAct
          label={t("acts.done")}
          icon={<Check aria-hidden />}
          onPress={() => act(ids, { kind: "status", status: "resolved" })}
        />
      )}
      <RowAct
        label={t("acts.assign")}
        icon={<UserRoundPlus aria-hidden />}
        onPress={() => ask("assign", ids)}
      />
      <RowAct label={t("acts.move")} icon={<FolderInput aria-hidden />} onPress={() => ask("move", ids)} />
      {row.bulk ? (
        <RowAct
          label={t("acts.keepOut")}
          icon={<Newspaper aria-hidden />}
          onPress={() => act(ids, { kind: "keepOut" })}
        />
      ) : (
        !isDone && (
          <RowAct
            label={t("acts.spam")}
            icon={<ShieldAlert aria-hidden />}
            onPress={() => act(ids, { kind: "status", status: "spam" })}
          />
        )
      )}
    </div>
  );
}

function RowAct({ label, icon, onPress }: { label: string; icon: ReactElement; onPress: () => void }) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        onClick={onPress}
        className="grid h-6 w-7 place-items-center rounded-small text-muted-foreground hover:bg-accent hover:text-foreground dark:hover:bg-segment"
      >
        {icon}
      </button>
    </Tooltip>
  );
}
