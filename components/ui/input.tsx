import clsx from "clsx";
import type { ComponentProps } from "react";

const fieldClass =
  "min-h-[34px] w-full min-w-0 rounded-button border border-input bg-background px-2.5 py-1.5 text-base max-md:min-h-11 max-md:text-subject aria-invalid:border-destructive";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={clsx(fieldClass, className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={clsx(fieldClass, "resize-y", className)} />;
}
