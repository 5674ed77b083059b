import clsx from "clsx";
import { Archive, CircleCheck, CircleDot, Contrast, Flag, type LucideIcon, ShieldAlert } from "lucide-react";
import type { Status } from "@/db/schema";

const ICONS: Record<Status, { icon: LucideIcon; colour: string }> = {
  new: { icon: CircleDot, colour: "text-primary-text" },
  in_progress: { icon: Contrast, colour: "" },
  urgent: { icon: Flag, colour: "text-destructive" },
  resolved: { icon: CircleCheck, colour: "" },
  archived: { icon: Archive, colour: "" },
  spam: { icon: ShieldAlert, colour: "" },
};

/** The word always stands beside it. */
export function StatusIcon({ status, className = "size-3.5" }: { status: Status; className?: string }) {
  const { icon: Icon, colour } = ICONS[status];
  return <Icon className={clsx(className, colour)} aria-hidden />;
}
