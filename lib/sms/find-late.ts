import type { KeptSms } from "./join-parts";
import { partOf } from "./sms-event";

/** The parts of one SMS that are shown as a message. */
export interface ShownGroup<Message> {
  of: Message;
  kept: KeptSms[];
}

interface LateParts<Message> {
  group: ShownGroup<Message>;
  late: KeptSms[];
}

/**
 * Which waiting parts belong to an SMS that is shown already, the newest with their sender and reference: those it misses,
 * or has in the same words. What is whole by itself, or says something else in a place that is taken, is another SMS whose
 * reference was used again. Pure.
 */
export function findLate<Message>(waiting: KeptSms[], shown: ShownGroup<Message>[]): LateParts<Message>[] {
  return [...byKey(waiting)].flatMap(([key, late]) => {
    const group = shown.findLast(({ kept }) => kept.some(({ sms }) => partOf(sms)?.key === key));
    return group && !isWhole(late) && late.every((part) => fits(part, group.kept)) ? [{ group, late }] : [];
  });
}

function byKey(parts: KeptSms[]): Map<string, KeptSms[]> {
  const groups = new Map<string, KeptSms[]>();
  for (const part of parts) {
    const key = partOf(part.sms)?.key ?? "";
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return groups;
}

function isWhole(parts: KeptSms[]): boolean {
  const numbers = new Set(parts.map(({ sms }) => partOf(sms)?.part));
  return numbers.size === partOf(parts[0]?.sms as KeptSms["sms"])?.total;
}

function fits({ sms }: KeptSms, kept: KeptSms[]): boolean {
  const there = kept.find((known) => partOf(known.sms)?.part === partOf(sms)?.part);
  return !there || there.sms.text === sms.text;
}
