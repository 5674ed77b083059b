"use client";
import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface TextFieldProps extends Omit<ComponentProps<typeof Input>, "onChange"> {
  label: string;
  hint?: ReactNode;
  error?: string;
  onText: (text: string) => void;
}

/** One line that is typed or pasted as it is: nothing corrects it or offers what was typed elsewhere. */
export function TextField({ label, hint, error, className, onText, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(wiring) => (
        <Input
          {...wiring}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          {...input}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
