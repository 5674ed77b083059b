import type { ReactNode } from "react";

/** Where one of our messages stands, in a line under it. */
export function DeliveryLine({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex flex-wrap items-center gap-x-1.5">
      {icon}
      {children}
    </p>
  );
}
