import { partOf, type SmsReceived } from "./sms-event";

export interface KeptSms {
  eventId: number;
  receivedAt: Date;
  sms: SmsReceived;
}

/** One SMS as it was written, from one part or several. */
export interface WholeSms {
  kept: KeptSms[];
  text: string;
  /** Undefined when nothing is missing. */
  parts?: { total: number; missing: number[] };
}

const WAITS_MS = 5 * 60 * 1000;
const GAP = " […] ";

/**
 * Joins the parts of long SMS, whatever order they came in. One whose parts have not all come waits for five minutes after
 * its last one, and is then given as it is. Some carriers do not say that a part is one: it is an SMS of its own. Pure.
 */
export function joinParts(all: KeptSms[], now = new Date()): { whole: WholeSms[]; waiting: KeptSms[] } {
  const whole: WholeSms[] = [];
  const groups = new Map<string, KeptSms[]>();
  for (const kept of all) {
    const part = partOf(kept.sms);
    if (!part) whole.push({ kept: [kept], text: textOf(kept.sms) });
    else groups.set(part.key, [...(groups.get(part.key) ?? []), kept]);
  }
  const waiting: KeptSms[] = [];
  for (const group of groups.values()) {
    const joined = joinGroup(group);
    const last = Math.max(...group.map(({ receivedAt }) => receivedAt.getTime()));
    if (joined.parts && now.getTime() - last < WAITS_MS) waiting.push(...group);
    else whole.push(joined);
  }
  return { whole, waiting };
}

/** What is there of one SMS, in its order, with gaps where parts are missing. */
export function joinGroup(group: KeptSms[]): WholeSms {
  const byPart = new Map<number, KeptSms>();
  for (const kept of group) byPart.set(partOf(kept.sms)?.part ?? 0, kept);
  const total = Math.max(...group.map(({ sms }) => partOf(sms)?.total ?? 0));
  const texts = Array.from({ length: total }, (_, index) => byPart.get(index + 1));
  const missing = texts.flatMap((kept, index) => (kept ? [] : [index + 1]));
  const text = texts.map((kept) => (kept ? textOf(kept.sms) : GAP)).join("");
  // The first part gives the message its id and its time.
  const kept = group.toSorted((a, b) => (partOf(a.sms)?.part ?? 0) - (partOf(b.sms)?.part ?? 0));
  return missing.length > 0 ? { kept, text: squeezed(text), parts: { total, missing } } : { kept, text };
}

const squeezed = (text: string) => text.replace(/(?: \[…\] )+/g, GAP).trim();

/** A binary SMS has no text: its bytes are shown as they are written. */
function textOf({ type, text, data }: SmsReceived): string {
  return type === "binary" && text === "" ? (data ?? "") : text;
}
