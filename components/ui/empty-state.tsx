import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: ReactNode;
  /** What is. */
  title: string;
  /** What comes next. */
  hint?: ReactNode;
  /** At most one button. */
  action?: ReactNode;
}

export function EmptyState({ icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className="grid max-w-80 gap-1 py-6 text-muted-foreground [&_.lucide]:size-5 [&>.lucide]:mb-1">
      {icon}
      <p className="font-medium text-foreground">{title}</p>
      {hint && <p>{hint}</p>}
      {action && <div className="mt-3 [&_.lucide]:size-4">{action}</div>}
    </div>
  );
}
