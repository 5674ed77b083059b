"use client";
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

interface CheckboxProps {
  /** Beside it; give `label` instead where there is no room for words. */
  children?: ReactNode;
  label?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  name?: string;
}

export function Checkbox({ children, label, checked, onChange, name }: CheckboxProps) {
  const box = (
    <Base.Root
      aria-label={label}
      name={name}
      checked={checked}
      onCheckedChange={onChange}
      className="touchable grid size-4 shrink-0 place-items-center rounded-cap border border-input bg-background data-checked:border-primary data-checked:bg-primary"
    >
      <Base.Indicator>
        <Check className="size-3! stroke-[3]! text-primary-foreground" aria-hidden />
      </Base.Indicator>
    </Base.Root>
  );
  if (!children) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI puts a real checkbox inside
    <label className="flex items-center gap-2">
      {box}
      {children}
    </label>
  );
}
