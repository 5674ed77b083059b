"use client";
import { FolderOpen, UserRoundX } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { FolderIcon } from "@/components/settings/folder-icon";
import { Avatar } from "@/components/ui/avatar";
import { PickDialog } from "@/components/ui/pick-dialog";
import { useDesk } from "./desk-context";
import { ShortcutSheet } from "./shortcut-sheet";

interface Asking {
  question: "move" | "assign";
  ids: readonly number[];
}

interface DeskDialogsProps {
  asking: Asking | undefined;
  onAnswer: () => void;
  areShortcutsOpen: boolean;
  onClose: () => void;
}

export function DeskDialogs({ asking, onAnswer, areShortcutsOpen, onClose }: DeskDialogsProps) {
  return (
    <>
      {asking?.question === "move" && <MoveDialog ids={asking.ids} onAnswer={onAnswer} />}
      {asking?.question === "assign" && <AssignDialog ids={asking.ids} onAnswer={onAnswer} />}
      {areShortcutsOpen && <ShortcutSheet onClose={onClose} />}
    </>
  );
}

interface AnswerProps {
  ids: readonly number[];
  onAnswer: () => void;
}

const NONE = "none";

/** When the question is answered, the keys go on where they were; at the list when that is gone. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        const target = before?.isConnected
          ? before
          : document.querySelector('#list [role="row"][tabindex="0"]');
        if (target instanceof HTMLElement) target.focus();
      });
    },
    [before],
  );
}

function MoveDialog({ ids, onAnswer }: AnswerProps) {
  const t = useTranslations("inbox");
  const { sidebar, act, rows, selection } = useDesk();
  useFocusBack();
  const options = [
    ...sidebar.folders.map(({ id, name, icon }) => ({
      value: String(id),
      label: name,
      icon: <FolderIcon name={icon} />,
    })),
    { value: NONE, label: t("sidebar.withoutFolder"), icon: <FolderOpen aria-hidden /> },
  ];
  const only = ids.length === 1 ? rows.find((row) => row.id === ids[0]) : undefined;
  const pick = (value: string) => {
    const folder = sidebar.folders.find(({ id }) => String(id) === value);
    onAnswer();
    selection.clear();
    act(ids, { kind: "move", to: folder ?? null });
  };
  return (
    <PickDialog
      title={t("list.pick.move")}
      find={t("list.pick.find")}
      none={t("list.pick.none")}
      options={options}
      value={only && String(only.folderId ?? NONE)}
      onPick={pick}
      onClose={onAnswer}
    />
  );
}

function AssignDialog({ ids, onAnswer }: AnswerProps) {
  const t = useTranslations("inbox.list");
  const { employees, me, act, rows, selection } = useDesk();
  useFocusBack();
  const people = [me, ...employees.filter(({ id }) => id !== me.id)];
  const options = [
    ...people.map(({ id, name }) => ({
      value: String(id),
      label: id === me.id ? `${name} (${t("me").toLocaleLowerCase()})` : name,
      icon: <Avatar name={name} size="small" ours={id === me.id} />,
    })),
    { value: NONE, label: t("nobody"), icon: <UserRoundX className="mx-0.5" aria-hidden /> },
  ];
  const only = ids.length === 1 ? rows.find((row) => row.id === ids[0]) : undefined;
  const pick = (value: string) => {
    const person = people.find(({ id }) => String(id) === value);
    onAnswer();
    selection.clear();
    act(ids, { kind: "assign", to: person ?? null });
  };
  return (
    <PickDialog
      title={t("pick.assign")}
      find={t("pick.find")}
      none={t("pick.none")}
      options={options}
      value={only && String(only.assigneeId ?? NONE)}
      onPick={pick}
      onClose={onAnswer}
    />
  );
}
