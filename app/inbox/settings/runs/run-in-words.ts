import type { ShownIntegration } from "@/db/queries/integrations-list";
import type { getText } from "@/lib/i18n/text";

type Named = "settings.runs.names.sweep";
type Translate = Awaited<ReturnType<typeof getText>>["t"];

const FAILURE = /-failure$/;

/** What a run does, and what followed its failure; one of a function that is gone keeps the name it had in the code. */
export function nameRun(t: Translate, functionId: string): string {
  const key = `settings.runs.names.${functionId.replace(/^inbox-/, "").replace(FAILURE, "")}` as Named;
  if (!t.has(key)) return functionId;
  return FAILURE.test(functionId) ? t("settings.runs.failing", { name: t(key) }) : t(key);
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
