import clsx from "clsx";
import type { ReactNode } from "react";

const TONES = {
  neutral: "text-muted-foreground ring-1 ring-border ring-inset",
  proposed: "border border-dashed border-input text-muted-foreground",
  primary: "bg-primary-soft text-primary-text",
  urgent: "bg-destructive-soft text-destructive",
  warning: "bg-warning-soft text-warning",
  success: "bg-success-soft text-success",
};

interface ChipProps {
  tone?: keyof typeof TONES;
  /** 12 px; colour never stands alone. */
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}

export function Chip({ tone = "neutral", icon, children, title }: ChipProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-chip px-1.5 text-meta whitespace-nowrap [&_.lucide]:size-3 [&_.lucide]:stroke-2",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
