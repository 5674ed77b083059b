import { isDeepStrictEqual } from "node:util";
import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { findModelSettings, saveModelSettings } from "@/db/queries/model-settings";
import type { AutoReplyCaps, OpeningHours } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { AnswerRules } from "./model-input";

/** Keeps what holds for every answer of the company: prompt, links, hours, caps; with who changed what. */
export async function changeAnswerRules(db: Db, wanted: AnswerRules, employeeId: number): Promise<void> {
  const before = await findModelSettings(db);
  const after = {
    prompt: wanted.prompt,
    links: [...new Set(wanted.links.filter(Boolean).map(hostOf))],
    filingThreshold: wanted.filingThreshold,
    openingHours: checkedHours(wanted.openingHours),
    caps: chosenCaps(wanted.caps),
  };
  await saveModelSettings(db, after);
  const keys = Object.keys(after) as (keyof typeof after)[];
  const changed = keys.filter((key) => !isDeepStrictEqual(before?.[key], after[key]));
  const take = (from: Partial<typeof after> | undefined) =>
    Object.fromEntries(changed.map((key) => [key, from?.[key]]));
  const detail = { before: take(before), after: take(after) };
  if (changed.length > 0) await insertActivities(db, [{ employeeId, verb: "answerRulesChanged", detail }]);
}

function hostOf(typed: string): string {
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host))
    throw new AppError("INVALID", "modelLinkInvalid", { link: typed });
  return host;
}

function checkedHours(hours: OpeningHours | null): OpeningHours | null {
  if (hours === null) return null;
  const isSound = hours.length === 7 && hours.every((day) => day === null || day.from < day.to);
  if (!isSound) throw new AppError("INVALID", "openingHoursInvalid");
  return hours;
}

const chosenCaps = (caps: AnswerRules["caps"]): Partial<AutoReplyCaps> =>
  Object.fromEntries(Object.entries(caps).filter(([, most]) => most !== null));
