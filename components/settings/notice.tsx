import clsx from "clsx";
import { CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeProps {
  tone: "failed" | "warning";
  title: string;
  children?: ReactNode;
  live?: boolean;
}

/** What is wrong, what it means and what to do, in a box of its colour. */
export function Notice({ tone, title, children, live }: NoticeProps) {
  const Icon = tone === "failed" ? CircleX : TriangleAlert;
  return (
    <div
      role={live ? "alert" : undefined}
      className={clsx(
        "grid grid-cols-[1rem_1fr] gap-x-2.5 rounded-card px-3 py-2.5",
        tone === "failed" ? "bg-destructive-soft" : "bg-warning-soft",
      )}
    >
      <Icon className={clsx("mt-0.5", tone === "failed" ? "text-destructive" : "text-warning")} aria-hidden />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium">{title}</p>
        {children && <div className="text-muted-foreground">{children}</div>}
      </div>
    </div>
  );
}
