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

export function RunState({ state, label }: { state: string; label: string }) {
  const { tone, Icon } = LOOKS[state] ?? { tone: "neutral" as const, Icon: Hourglass };
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {label}
    </Chip>
  );
}
