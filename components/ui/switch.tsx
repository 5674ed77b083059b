"use client";
import { Switch as Base } from "@base-ui/react/switch";

interface SwitchProps {
  /** What is on or off; it stands beside it or is read aloud. */
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, disabled }: SwitchProps) {
  return (
    <Base.Root
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      className="touchable flex h-4.5 w-8 shrink-0 items-center rounded-full border border-input bg-input p-0.5 transition-colors data-checked:border-primary data-checked:bg-primary data-disabled:opacity-60"
    >
      <Base.Thumb className="size-3 rounded-full bg-background transition-transform data-checked:translate-x-3.5" />
    </Base.Root>
  );
}
