import { isIP } from "node:net";
import type { Db } from "@/db/company";
import { insertActivities } from "@/db/queries/conversation-changes";
import { findModelSettings, saveModelSettings } from "@/db/queries/model-settings";
import type { ModelSettings } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { OPENAI_URL, pricesOf, sealModelKey } from "./model-access";
import type { ModelConnection } from "./model-input";

const MILLION = 1_000_000;
const inMillionths = (amount: number | null) => (amount === null ? null : Math.round(amount * MILLION));

/**
 * Keeps which model the company asks, sealed and with who changed what (never the key). Without a new key the stored one stays,
 * but never for another host: it would be told to whoever runs that one.
 */
export async function connectProvider(db: Db, wanted: ModelConnection, employeeId: number): Promise<void> {
  const before = await findModelSettings(db);
  const after = {
    baseUrl: checkedUrl(wanted.baseUrl),
    model: wanted.model,
    embeddingModel: wanted.embeddingModel || null,
    inputPricePerMillion: inMillionths(wanted.inputPrice),
    outputPricePerMillion: inMillionths(wanted.outputPrice),
    monthlyBudget: inMillionths(wanted.monthlyBudget),
  };
  const { input, output } = pricesOf(after);
  if (after.monthlyBudget !== null && (input === null || output === null))
    throw new AppError("INVALID", "modelBudgetNeedsPrices");
  if (!wanted.key) checkStoredKey(before, after.baseUrl);
  const key = wanted.key && {
    sealedKey: sealModelKey(db.companyId, wanted.key),
    keyEnding: wanted.key.slice(-4),
  };
  await saveModelSettings(db, { ...after, ...key, failingSince: null, failure: null });
  const detail = { before: before && pick(before, after), after, keyChanged: wanted.key !== "" };
  await insertActivities(db, [{ employeeId, verb: "modelConnected", detail }]);
}

function checkStoredKey(before: ModelSettings | undefined, baseUrl: string | null): void {
  const isSameHost = hostOf(before?.baseUrl ?? null) === hostOf(baseUrl);
  if (!before?.sealedKey || !isSameHost) throw new AppError("INVALID", "modelKeyNeeded");
}

const hostOf = (baseUrl: string | null) => new URL(baseUrl ?? OPENAI_URL).origin;

function pick<Part extends object>(whole: ModelSettings, part: Part) {
  return Object.fromEntries(Object.keys(part).map((key) => [key, whole[key as keyof ModelSettings]]));
}

/** Without its last slash; null for OpenAI's own. A key goes unencrypted to this house's own machines only. */
function checkedUrl(typed: string): string | null {
  const text = typed.replace(/\/+$/, "");
  if (text === "" || text === OPENAI_URL) return null;
  if (!URL.canParse(text)) throw new AppError("INVALID", "modelUrlInvalid");
  const url = new URL(text);
  const isOwn = url.protocol === "http:" && isInner(url.hostname);
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if ((url.protocol !== "https:" && !isOwn) || !isPlain) throw new AppError("INVALID", "modelUrlInvalid");
  return text;
}

const isInner = (host: string) =>
  !host.includes(".") || isIP(host) !== 0 || /\.(?:local|lan|internal|home\.arpa)$/.test(host);
