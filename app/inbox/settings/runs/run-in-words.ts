import type { ShownIntegration } from "@/db/queries/integrations-list";
import type { getText } from "@/lib/i18n/text";

type Translate = Awaited<ReturnType<typeof getText>>["t"];

const NAMED = [
  "poll-integrations",
  "collect-emails",
  "receive-emails",
  "triage-messages",
  "deliver-message",
  "refile-conversations",
  "index-articles",
  "sweep",
] as const;

/** What a run does; one of a function that is gone keeps the name it had in the code. */
export function nameRun(t: Translate, functionId: string): string {
  const name = NAMED.find((known) => functionId === `inbox-${known}`);
  return name ? t(`settings.runs.names.${name}`) : functionId;
}

/** The mailbox or the messages that a run is about, by the ids of its event; empty when it is about everything. */
export function describeRun(
  t: Translate,
  data: unknown,
  channels: Pick<ShownIntegration, "id" | "address">[],
): string {
  const { integrationId, messageIds } = (data ?? {}) as { integrationId?: unknown; messageIds?: unknown };
  if (Array.isArray(messageIds)) return t("settings.runs.messages", { count: messageIds.length });
  return channels.find(({ id }) => id === integrationId)?.address ?? "";
}
