"use client";
import {
  Archive,
  Check,
  Ellipsis,
  FolderInput,
  Mail,
  MailOpen,
  Newspaper,
  ShieldAlert,
  UserRoundPlus,
  X,
} from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useKeys } from "@/components/ui/use-keys";
import { useDesk } from "./desk-context";
import type { Deed } from "./plan-act";

/** In the title's place while rows are checked: how many, and what can be done to them. */
export function SelectionBar() {
  const t = useTranslations("inbox.list");
  const { selection, act, ask } = useDesk();
  const ids = [...selection.checked];
  const isEmpty = ids.length === 0;
  const run = (deed: Deed) => {
    act(ids, deed);
    selection.clear();
  };
  useKeys({
    Escape: selection.clear,
    e: () => !isEmpty && run({ kind: "status", status: "resolved" }),
    "#": () => !isEmpty && run({ kind: "status", status: "archived" }),
    "!": () => !isEmpty && run({ kind: "status", status: "spam" }),
    v: () => !isEmpty && ask("move", ids),
    "shift+a": () => !isEmpty && ask("assign", ids),
    "shift+u": () => !isEmpty && run({ kind: "mark", unread: true }),
    "shift+i": () => !isEmpty && run({ kind: "mark", unread: false }),
  });
  return (
    <div
      role="toolbar"
      aria-label={t("select")}
      className="-mr-1.5 flex h-7 items-center gap-0.5 max-md:h-11 max-md:gap-2"
    >
      <p aria-live="polite" className="mr-auto text-base font-semibold">
        {t("selected", { count: ids.length })}
      </p>
      {!isEmpty && (
        <>
          <IconButton
            label={t("acts.done")}
            shortcut="e"
            size="small"
            icon={<Check aria-hidden />}
            onClick={() => run({ kind: "status", status: "resolved" })}
          />
          <IconButton
            label={t("acts.assign")}
            shortcut="A"
            size="small"
            icon={<UserRoundPlus aria-hidden />}
            onClick={() => ask("assign", ids)}
          />
          <IconButton
            label={t("acts.move")}
            shortcut="v"
            size="small"
            icon={<FolderInput aria-hidden />}
            onClick={() => ask("move", ids)}
          />
          <MoreActs run={run} />
        </>
      )}
      <IconButton
        label={t("stopSelecting")}
        shortcut="Esc"
        size="small"
        icon={<X aria-hidden />}
        onClick={selection.clear}
      />
    </div>
  );
}

function MoreActs({ run }: { run: (deed: Deed) => void }) {
  const t = useTranslations("inbox.list.acts");
  const { place } = useDesk();
  const { view, status } = place.filter;
  const isDone = status === "resolved" || status === "archived" || status === "spam";
  return (
    <Menu align="end" trigger={<IconButton label={t("more")} size="small" icon={<Ellipsis aria-hidden />} />}>
      <MenuItem
        icon={<MailOpen aria-hidden />}
        shortcut="I"
        onSelect={() => run({ kind: "mark", unread: false })}
      >
        {t("read")}
      </MenuItem>
      <MenuItem icon={<Mail aria-hidden />} shortcut="U" onSelect={() => run({ kind: "mark", unread: true })}>
        {t("unread")}
      </MenuItem>
      <MenuItem
        icon={<Archive aria-hidden />}
        shortcut="#"
        onSelect={() => run({ kind: "status", status: "archived" })}
      >
        {t("archive")}
      </MenuItem>
      {isDone ? (
        <MenuItem
          icon={<Check aria-hidden />}
          onSelect={() => run({ kind: "status", status: "in_progress" })}
        >
          {t(status === "spam" ? "notSpam" : "reopen")}
        </MenuItem>
      ) : (
        <MenuItem
          icon={<ShieldAlert aria-hidden />}
          shortcut="!"
          onSelect={() => run({ kind: "status", status: "spam" })}
        >
          {t("spam")}
        </MenuItem>
      )}
      {view === "newsletters" && (
        <MenuItem icon={<Newspaper aria-hidden />} onSelect={() => run({ kind: "keepOut" })}>
          {t("keepOut")}
        </MenuItem>
      )}
    </Menu>
  );
}
