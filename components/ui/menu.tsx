"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { KeyCap } from "./key-cap";

const itemClass =
  "flex min-h-8 items-center gap-2 rounded-small px-2 outline-none select-none data-highlighted:bg-accent data-disabled:text-subtle-foreground max-md:min-h-11";

interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
}

/** A button that opens a list of acts. Items are `MenuItem`, `MenuChoice`, `MenuGroup` and `MenuLine`. */
export function Menu({ trigger, children, align = "start", side = "bottom" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50">
          <Base.Popup className="floats max-h-(--available-height) min-w-44 overflow-y-auto p-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

export function MenuItem({ icon, children, shortcut, danger, disabled, onSelect }: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={onSelect}
      className={danger ? `${itemClass} text-destructive` : itemClass}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {shortcut && <KeyCap>{shortcut}</KeyCap>}
    </Base.Item>
  );
}

/** A link among the acts; `link` is the `<a>` or `<Link>` it becomes. */
export function MenuLink({
  icon,
  children,
  link,
}: {
  icon?: ReactNode;
  children: ReactNode;
  link: ReactElement;
}) {
  return (
    <Base.LinkItem render={link} className={itemClass} closeOnClick>
      {icon}
      <span className="flex-1">{children}</span>
    </Base.LinkItem>
  );
}

interface MenuChoiceProps<Value extends string> {
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
  label?: string;
}

/** One of several, marked with a check. */
export function MenuChoice<Value extends string>({
  value,
  options,
  onChange,
  label,
}: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      {label && (
        <Base.GroupLabel className="px-2 py-1 text-meta text-subtle-foreground">{label}</Base.GroupLabel>
      )}
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
            {option.icon}
            <span className="flex-1">{option.label}</span>
            <Base.RadioItemIndicator>
              <Check className="size-3.5 text-primary-text" aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="my-1 h-px bg-border" />;
}
