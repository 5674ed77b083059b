import type { DoctorCheck } from "@/components/settings/doctor-check";
import type { Integration } from "@/db/schema";
import { type Probe, probeBalance, probeSending } from "@/lib/vonage/probe-account";
import { DOCTOR_PATIENCE, failing, passed, skipped } from "./doctor-check";
import { examineAddress, examineEvents } from "./examine-arrivals";
import { readVonageAccess, type VonageAccess } from "./vonage-access";

const WITHOUT_KEYS = ["api", "account", "clock"] as const;

/** From a number's keys to what came last; sends nothing. */
export async function examineNumber(
  integration: Integration,
  patience = DOCTOR_PATIENCE,
): Promise<DoctorCheck[]> {
  const startedAt = performance.now();
  const arrivals = Promise.all([examineAddress(integration, patience), examineEvents(integration)]);
  let access: VonageAccess;
  try {
    access = readVonageAccess(integration);
  } catch {
    return [failing("keys", startedAt, "keys"), ...WITHOUT_KEYS.map(skipped), ...(await arrivals)];
  }
  const keys = {
    ...passed("keys", startedAt, access.applicationId ?? access.apiKey),
    milliseconds: undefined,
  };
  return [keys, ...(await examineAccount(access, patience.silenceMs)), ...(await arrivals)];
}

async function examineAccount(access: VonageAccess, timeoutMs: number): Promise<DoctorCheck[]> {
  const startedAt = performance.now();
  const sending = await probeSending(access, timeoutMs);
  const api = checkOf("api", startedAt, sending);
  const account = access.apiSecret ? await examineBalance(access, timeoutMs) : skipped("account");
  return [api, account, examineClock(sending)];
}

async function examineBalance(access: VonageAccess, timeoutMs: number): Promise<DoctorCheck> {
  const startedAt = performance.now();
  const probe = await probeBalance(access, timeoutMs);
  const { euros } = probe;
  if (euros === undefined) return checkOf("account", startedAt, probe);
  const check = euros > 0 ? passed("account", startedAt, "") : failing("account", startedAt, "credit");
  return { ...check, euros };
}

const CODES = {
  refused: { api: "vonage-sending", account: "vonage-account" },
  throttled: { api: "vonage-busy", account: "vonage-busy" },
  broken: { api: "vonage-broken", account: "vonage-broken" },
  unreachable: { api: "vonage-unreachable", account: "vonage-unreachable" },
} as const;

function checkOf(step: "api" | "account", startedAt: number, { verdict, words }: Probe): DoctorCheck {
  if (verdict === "accepted") return passed(step, startedAt, "");
  return failing(step, startedAt, CODES[verdict][step], words);
}

// Signatures older than five minutes are refused; half of that is time to see to it.
const TOLERATED_MS = 150_000;

function examineClock({ servedAt }: Probe): DoctorCheck {
  if (!servedAt) return skipped("clock");
  const apart = Math.abs(Date.now() - servedAt.getTime());
  const seconds = `${Math.round(apart / 1000)} s`;
  const startedAt = performance.now();
  if (apart > TOLERATED_MS) return failing("clock", startedAt, "clock", seconds);
  return { ...passed("clock", startedAt, ""), milliseconds: undefined };
}
