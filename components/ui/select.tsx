"use client";
import { Select as Base } from "@base-ui/react/select";
import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
}

interface SelectProps<Value extends string> {
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Needed where no `<label>` names it. */
  label?: string;
  id?: string;
  name?: string;
  className?: string;
}

/** One of a few; arrows and the first letters choose. */
export function Select<Value extends string>({
  options,
  value,
  onChange,
  label,
  ...rest
}: SelectProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      items={options as Option<Value>[]}
      value={value}
      name={rest.name}
      onValueChange={(next) => next !== null && onChange(next as Value)}
    >
      <Base.Trigger
        id={rest.id}
        aria-label={label}
        className={clsx(
          "flex h-[34px] min-w-0 items-center gap-2 rounded-button border border-input bg-background pr-2 pl-2.5 text-left hover:bg-accent max-md:h-11",
          rest.className,
        )}
      >
        {chosen?.icon}
        <Base.Value className="min-w-0 flex-1 truncate" />
        <Base.Icon>
          <ChevronDown className="size-3.5 text-subtle-foreground" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className="floats max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto p-1">
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex min-h-8 items-center gap-2 rounded-small px-2 outline-none select-none data-highlighted:bg-accent max-md:min-h-11"
              >
                {option.icon}
                <Base.ItemText className="flex-1">{option.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <Check className="size-3.5 text-primary-text" aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
