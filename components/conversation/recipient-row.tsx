"use client";
import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl";
import type { Recipient } from "@/db/schema";
import { isAddress, readRecipients } from "@/lib/conversations/view/read-recipients";

interface RecipientRowProps {
  label: string;
  people: Recipient[];
  onChange: (people: Recipient[]) => void;
}

/** People as chips, and a field that turns what is typed or pasted into more of them. */
export function RecipientRow({ label, people, onChange }: RecipientRowProps) {
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const known = new Set(people.map(({ address }) => address.toLowerCase()));
    const added = readRecipients(text).filter(({ address }) => !known.has(address.toLowerCase()));
    if (added.length > 0) onChange([...people, ...added]);
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isDone = ["Enter", ",", ";"].includes(event.key) || (event.key === " " && isAddress(typed));
    if (isDone && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      add(typed);
    }
    if (event.key === "Backspace" && typed === "") onChange(people.slice(0, -1));
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text");
    if (!pasted.includes("@")) return;
    event.preventDefault();
    add(typed + pasted);
  };
  return (
    <div className="flex min-h-7 min-w-0 flex-1 items-start gap-1.5">
      <span className="flex h-7 items-center max-md:h-9">{label}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-1">
        {people.map((person) => (
          <RecipientChip
            key={person.address}
            person={person}
            remove={() => onChange(people.filter((other) => other !== person))}
          />
        ))}
        <input
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => typed && add(typed)}
          className="h-5 min-w-12 flex-1 rounded-cap bg-transparent text-foreground outline-none focus-visible:bg-accent/60 max-md:h-7"
        />
      </div>
    </div>
  );
}

function RecipientChip({ person, remove }: { person: Recipient; remove: () => void }) {
  const t = useTranslations("inbox.composer");
  const isWrong = !isAddress(person.address);
  const name = person.name || person.address;
  return (
    <span
      title={isWrong ? t("addressWrong", { address: person.address }) : person.address}
      className={`flex h-5 max-w-full items-center rounded-chip pl-1.5 ring-1 ring-inset max-md:h-7 ${isWrong ? "bg-destructive-soft text-destructive ring-destructive" : "text-muted-foreground ring-border"}`}
    >
      <span className="truncate">{name}</span>
      {isWrong && <span className="sr-only">{t("addressWrong", { address: person.address })}</span>}
      <button
        type="button"
        aria-label={t("removePerson", { name })}
        onClick={remove}
        className="touchable grid size-5 shrink-0 place-items-center rounded-chip hover:text-foreground"
      >
        <X className="size-3" aria-hidden />
      </button>
    </span>
  );
}
