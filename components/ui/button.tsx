import clsx from "clsx";
import type { ComponentProps } from "react";

const LOOKS = {
  primary: "bg-primary text-primary-foreground not-aria-disabled:hover:bg-primary/90",
  outline: "border border-border bg-background not-aria-disabled:hover:bg-accent",
  ghost: "text-muted-foreground not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-foreground",
  danger: "border border-border bg-background text-destructive not-aria-disabled:hover:bg-destructive-soft",
};

const SIZES = {
  small: "h-7 gap-1.5 rounded-small px-2",
  medium: "h-8 gap-1.5 rounded-button px-2.5",
  large: "h-[34px] gap-2 rounded-button px-3.5",
};

interface ButtonLook {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
}

/** The look of a button, for a link that is one. */
export const buttonClass = ({ look = "outline", size = "medium" }: ButtonLook = {}) =>
  clsx(
    "touchable inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none",
    "aria-disabled:opacity-55",
    SIZES[size],
    LOOKS[look],
  );

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** While true, a second press does nothing; the label stays. */
  busy?: boolean;
  /** Why it cannot be pressed; shown on hover and read with the name. */
  blockedBecause?: string;
}

export function Button({ look, size, busy, blockedBecause, className, onClick, ...rest }: ButtonProps) {
  const blocked = busy || blockedBecause !== undefined;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      title={blockedBecause ?? rest.title}
      className={clsx(buttonClass({ look, size }), className)}
      // No function unless there is something to do: a page of the server may use a button that submits.
      onClick={blocked ? stay : onClick}
    />
  );
}

const stay: ButtonProps["onClick"] = (event) => event.preventDefault();
