"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

export interface Pick {
  value: string;
  label: string;
  icon?: ReactNode;
}

interface PickDialogProps {
  title: string;
  /** Names the field that filters. */
  find: string;
  /** Said when the filter leaves nothing. */
  none: string;
  options: readonly Pick[];
  value?: string;
  onPick: (value: string) => void;
  onClose: () => void;
}

/** A list to choose one thing from by typing a part of its name, arrows and Enter. Open as long as it is mounted. */
export function PickDialog({ title, onClose, ...list }: PickDialogProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-foreground/10 dark:bg-sidebar/60" />
        <Base.Popup className="floats fixed inset-x-0 top-[18vh] z-50 mx-auto flex max-h-[60vh] w-90 max-w-[calc(100vw-1.5rem)] flex-col overflow-hidden outline-none">
          <Base.Title className="px-3 pt-2.5 text-meta font-medium text-subtle-foreground">
            {title}
          </Base.Title>
          <PickList {...list} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PickList({ find, none, options, value, onPick }: Omit<PickDialogProps, "title" | "onClose">) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const shown = options.filter((option) => plain(option.label).includes(plain(typed.trim())));
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );
  const active = Math.min(at, shown.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((active + step + shown.length) % Math.max(shown.length, 1));
    else if (event.key === "Enter" && shown[active]) onPick(shown[active].value);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        role="combobox"
        aria-label={find}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
        placeholder={find}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="mx-3 my-1 h-8 bg-transparent outline-none max-md:h-11"
      />
      <div id={id} role="listbox" aria-label={find} className="overflow-y-auto border-t border-border p-1">
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active option
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={(element) => {
              if (index === active) element?.scrollIntoView({ block: "nearest" });
            }}
            onPointerMove={() => index !== active && setAt(index)}
            onClick={() => onPick(option.value)}
            className={clsx(
              "flex min-h-8 items-center gap-2 rounded-small px-2 select-none max-md:min-h-11",
              index === active && "bg-accent",
            )}
          >
            {option.icon}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.value === value && <Check className="size-3.5 text-primary-text" aria-hidden />}
          </div>
        ))}
        {shown.length === 0 && <p className="px-2 py-1.5 text-subtle-foreground">{none}</p>}
      </div>
    </>
  );
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
