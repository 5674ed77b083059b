"use client";
import clsx from "clsx";
import type { ComponentProps, ReactElement } from "react";
import { KeyCap } from "./key-cap";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  /** Its name: read aloud, and shown in the tooltip. */
  label: string;
  icon: ReactElement;
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string;
  size?: "small" | "medium";
  pressed?: boolean;
}

export function IconButton({ label, icon, shortcut, size = "medium", pressed, ...rest }: IconButtonProps) {
  const tip = (
    <span className="flex items-center gap-2">
      {label}
      {shortcut && <KeyCap>{shortcut}</KeyCap>}
    </span>
  );
  return (
    <Tooltip content={tip}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={clsx(
          "touchable inline-grid shrink-0 place-items-center text-muted-foreground hover:bg-accent hover:text-foreground",
          "aria-pressed:bg-accent aria-pressed:text-foreground aria-expanded:bg-accent",
          size === "small" ? "size-7 rounded-small" : "size-8 rounded-button",
          rest.className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
