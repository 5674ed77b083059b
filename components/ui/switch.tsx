"use client";
import { Switch as Base } from "@base-ui/react/switch";

interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Takes effect at once. */
export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <Base.Root
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      className="touchable inline-flex h-5 w-8.5 shrink-0 items-center rounded-full border border-input bg-background p-0.5 data-checked:border-primary data-checked:bg-primary"
    >
      <Base.Thumb className="size-3.5 rounded-full bg-input transition-transform duration-120 data-checked:translate-x-3.5 data-checked:bg-primary-foreground" />
    </Base.Root>
  );
}
