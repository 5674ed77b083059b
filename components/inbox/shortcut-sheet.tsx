"use client";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/key-cap";

type Word = Parameters<ReturnType<typeof useTranslations<"inbox.shortcuts.keys">>>[0];

// A list of keys is said one after the other; a nested one is pressed one after the other.
const SHEET: ["move" | "act" | "answer", [Word, (string | string[])[]][]][] = [
  [
    "move",
    [
      ["next", ["j", "k"]],
      ["open", ["↵", "o"]],
      ["back", ["u", "Esc"]],
      ["search", ["/"]],
      ["goInbox", [["g", "i"]]],
      ["goMine", [["g", "m"]]],
      ["goUnassigned", [["g", "u"]]],
      ["goDrafts", [["g", "d"]]],
      ["goSent", [["g", "s"]]],
      ["goAll", [["g", "a"]]],
      ["panes", ["F6"]],
      ["sheet", ["?"]],
    ],
  ],
  [
    "act",
    [
      ["check", ["x"]],
      ["range", ["⇧ j", "⇧ k"]],
      ["all", ["Ctrl A"]],
      ["done", ["e"]],
      ["move", ["v"]],
      ["assign", ["⇧ a"]],
      ["toMe", ["⇧ m"]],
      ["unread", ["⇧ u", "⇧ i"]],
      ["archive", ["#"]],
      ["spam", ["!"]],
      ["undo", ["z"]],
    ],
  ],
  [
    "answer",
    [
      ["write", ["c"]],
      ["reply", ["r", "a"]],
      ["note", ["n"]],
      ["send", ["Ctrl ↵"]],
      ["sendResolve", ["Ctrl ⇧ ↵"]],
    ],
  ],
];

/** Every key, by task. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("inbox.shortcuts");
  return (
    <Dialog title={t("title")} open onOpenChange={(open) => !open && onClose()} className="w-230">
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-3">
        {SHEET.map(([group, lines]) => (
          <section key={group} aria-label={t(`groups.${group}`)}>
            <h3 className="mb-1 text-meta font-medium text-subtle-foreground">{t(`groups.${group}`)}</h3>
            <dl>
              {lines.map(([word, keys]) => (
                <div key={word} className="flex min-h-7.5 items-center gap-3 py-0.5">
                  <dt className="min-w-0 flex-1">{t(`keys.${word}`)}</dt>
                  <dd className="flex shrink-0 gap-1 text-muted-foreground">
                    {keys.map((key) => (
                      <Keys key={String(key)} keys={[key].flat()} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Keys({ keys }: { keys: string[] }) {
  const t = useTranslations("inbox.shortcuts");
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && <span className="text-hint text-subtle-foreground">{t("then")}</span>}
      <KeyCap>{key}</KeyCap>
    </Fragment>
  ));
}
