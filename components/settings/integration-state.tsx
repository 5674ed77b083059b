"use client";
import { Check, Clock, Pause, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { Chip } from "@/components/ui/chip";
import type { ChannelKind } from "./channel-kinds";

export type IntegrationStateName = "working" | "paused" | "failing" | "new";

interface IntegrationStateProps {
  source: ChannelKind;
  state: IntegrationStateName;
  /** Since when it fails. */
  time: string;
}

const LOOK = {
  working: { tone: "success", Icon: Check },
  paused: { tone: "neutral", Icon: Pause },
  failing: { tone: "warning", Icon: TriangleAlert },
  new: { tone: "neutral", Icon: Clock },
} as const;

export function IntegrationState({ source, state, time }: IntegrationStateProps) {
  const t = useTranslations("settings");
  const { tone, Icon } = LOOK[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden />}>
      {t(source === "email" ? `integrations.states.${state}` : `channel.states.${state}`, { time })}
    </Chip>
  );
}
