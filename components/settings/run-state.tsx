import clsx from "clsx";
import { Ban, Check, CircleAlert, Hourglass, LoaderCircle, type LucideIcon } from "lucide-react";
import { Chip } from "@/components/ui/chip";

const LOOKS: Record<
  string,
  { tone: "success" | "urgent" | "neutral" | "primary" | "warning"; Icon: LucideIcon }
> = {
  completed: { tone: "success", Icon: Check },
  done: { tone: "success", Icon: Check },
  failed: { tone: "urgent", Icon: CircleAlert },
  running: { tone: "primary", Icon: LoaderCircle },
  pending: { tone: "neutral", Icon: Hourglass },
  retrying: { tone: "warning", Icon: Hourglass },
  cancelled: { tone: "neutral", Icon: Ban },
  abandoned: { tone: "neutral", Icon: Ban },
};

interface RunStateProps {
  state: string;
  label: string;
  /** On a phone the icon alone is seen. */
  short?: boolean;
}

export function RunState({ state, label, short }: RunStateProps) {
  const { tone, Icon } = LOOKS[state] ?? { tone: "neutral" as const, Icon: Hourglass };
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />} title={short ? label : undefined}>
      <span className={clsx(short && "max-md:sr-only")}>{label}</span>
    </Chip>
  );
}
