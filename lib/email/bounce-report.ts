import { oneLine } from "@/lib/email/parse-clean";

/** The fields of a delivery report (RFC 3464); "delivered" stands for every action that is no trouble. */
export type DeliveryReport = {
  action: "failed" | "delayed" | "delivered";
  status: string | null;
  diagnostic: string | null;
  recipients: string[];
};

const PART = /^content-type:\s*message\/(?:global-)?delivery-status\b/im;
const FIELDS = /^(?:final-recipient|original-recipient|reporting-mta|action)\s*:/im;
const LONGEST_PART = 32 * 1024;

/** The delivery report in the source of a mail, read as latin1; undefined when there is none. */
export function findReport(source: string): DeliveryReport | undefined {
  const start = PART.exec(source)?.index;
  const part = start === undefined ? undefined : partAt(source, start);
  const text = part && FIELDS.test(part) ? part : undefined;
  return text === undefined ? undefined : reportOf(text);
}

function partAt(source: string, start: number): string {
  const rest = source.slice(start, start + LONGEST_PART);
  const blank = /\r?\n\r?\n/.exec(rest);
  const from = blank ? blank.index + blank[0].length : rest.length;
  const body = rest.slice(from);
  const end = /\r?\n--/.exec(body)?.index ?? body.length;
  const content = body.slice(0, end);
  const isBase64 = /^content-transfer-encoding:\s*base64/im.test(rest.slice(0, from));
  return isBase64 ? Buffer.from(content, "base64").toString("latin1") : content;
}

function reportOf(text: string): DeliveryReport {
  const unfolded = text.replace(/\r?\n[ \t]+/g, " ");
  const all = (name: string) =>
    [...unfolded.matchAll(new RegExp(`^${name}[ \\t]*:(.*)$`, "gim"))].map(([, value = ""]) =>
      oneLine(value),
    );
  const groups = unfolded
    .split(/\r?\n\r?\n/)
    .filter((group) => /^(?:action|status|final-recipient)\s*:/im.test(group));
  const worst = groups.find((group) => /^action\s*:\s*fail/im.test(group)) ?? groups[0] ?? unfolded;
  const inWorst = (name: string) => oneLine(new RegExp(`^${name}[ \\t]*:(.*)$`, "im").exec(worst)?.[1] ?? "");
  const [, status = null] = /([245]\.\d{1,3}\.\d{1,3})/.exec(inWorst("status")) ?? [];
  return {
    action: actionOf(
      all("action").map((action) => action.toLowerCase()),
      status,
    ),
    status:
      status ?? /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(inWorst("diagnostic-code"))?.[1] ?? null,
    diagnostic: inWorst("diagnostic-code").replace(/^[\w-]+\s*;\s*/, "") || null,
    recipients: recipientsOf(all("final-recipient"), all("original-recipient")),
  };
}

function actionOf(actions: string[], status: string | null): DeliveryReport["action"] {
  if (actions.some((action) => action.startsWith("fail"))) return "failed";
  if (actions.some((action) => action.startsWith("delay"))) return "delayed";
  const isFine =
    actions.some((action) => /^(?:deliver|relay|expand)/.test(action)) || status?.startsWith("2");
  if (isFine) return "delivered";
  return status?.startsWith("4") ? "delayed" : "failed";
}

function recipientsOf(final: string[], original: string[]): string[] {
  const fields = final.length ? final : original;
  const addresses = fields.map((field) =>
    field
      .replace(/^[\w-]+\s*;\s*/, "")
      .replace(/[<>"]/g, "")
      .trim()
      .toLowerCase(),
  );
  return [...new Set(addresses)].filter(Boolean).slice(0, 20);
}

/** The Message-ID of the mail that a bounce gives back: the first one below the bounce's own headers. */
export function originalIdIn(source: string): string | undefined {
  const below = /\r?\n\r?\n/.exec(source)?.index ?? 0;
  const [, id] = /^[>\s]{0,10}message-id\s*:\s*<([^<>\s]{1,500})>/im.exec(source.slice(below)) ?? [];
  return id;
}
