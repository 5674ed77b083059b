"use client";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SuggestedRecipient } from "@/lib/conversations/view/reach-recipient";
import type { FirstMessage, NewConversationActs } from "./use-new-conversation";

interface RecipientSearchProps {
  first: FirstMessage;
  acts: NewConversationActs;
}

/** Whom it is for: a customer found by name or address, or an address nobody knows yet. */
export function RecipientSearch({ first, acts }: RecipientSearchProps) {
  const t = useTranslations("inbox.newConversation");
  const id = useId();
  const { channel, written, change, settleRecipient, reach, reachRefusal } = first;
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const people = usePeople({ text: isOpen ? written.to : "", source: channel.source }, acts);
  const active = Math.min(at, people.length - 1);
  const choose = (person: SuggestedRecipient) => {
    setOpen(false);
    change({ to: person.shown, recipient: { name: person.name, address: person.address } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = people[active];
    if (!isOpen || !person) return;
    if (step) setAt((active + step + people.length) % people.length);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) choose(person);
    else if (event.key === "Escape") setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Field label={t("to")} error={reachRefusal} hint={reach?.customerName ?? (reach && t("newCustomer"))}>
      {(wiring) => (
        <div className="relative">
          <Input
            {...wiring}
            autoFocus
            role="combobox"
            aria-expanded={people.length > 0}
            aria-controls={id}
            aria-activedescendant={people[active] ? `${id}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={t(channel.source === "email" ? "toMail" : "toNumber")}
            value={written.to}
            onChange={(event) => {
              setOpen(true);
              setAt(0);
              change({ to: event.target.value, recipient: undefined });
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setOpen(false);
              settleRecipient();
            }}
          />
          <div
            id={id}
            role="listbox"
            aria-label={t("to")}
            className="floats absolute inset-x-0 top-full z-10 mt-1 max-h-60 overflow-y-auto p-1 empty:hidden"
          >
            {people.map((person, index) => (
              <Suggestion
                key={`${person.kind} ${person.address}`}
                id={`${id}-${index}`}
                person={person}
                isActive={index === active}
                choose={() => choose(person)}
              />
            ))}
          </div>
        </div>
      )}
    </Field>
  );
}

interface SuggestionProps {
  id: string;
  person: SuggestedRecipient;
  isActive: boolean;
  choose: () => void;
}

function Suggestion({ id, person, isActive, choose }: SuggestionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      // Before the field loses the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={choose}
      className={clsx(
        "flex min-h-8 items-center gap-2 rounded-small px-2 select-none hover:bg-accent max-md:min-h-11",
        isActive && "bg-accent",
      )}
    >
      <span className="min-w-0 truncate">{person.name}</span>
      <span className="ml-auto min-w-0 truncate text-meta text-subtle-foreground">{person.shown}</span>
    </div>
  );
}

type Sought = Parameters<NewConversationActs["suggestPeople"]>[0];

function usePeople(sought: Sought, acts: NewConversationActs): SuggestedRecipient[] {
  const text = sought.text.trim();
  const { data } = useQuery({
    queryKey: ["people", sought.source, text],
    enabled: text.length > 1,
    placeholderData: (before) => before,
    queryFn: async () => {
      const answer = await acts.suggestPeople({ ...sought, text });
      return answer.ok ? answer.value : [];
    },
  });
  return text.length > 1 ? (data ?? []) : [];
}
