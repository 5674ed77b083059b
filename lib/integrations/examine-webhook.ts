import { randomUUID } from "node:crypto";
import type { DoctorCheck } from "@/components/settings/doctor-check";
import type { Integration } from "@/db/schema";
import { connectOutside } from "@/lib/network/connect-outside";
import { resolveOutside } from "@/lib/network/guard";
import { OutsideFailure } from "@/lib/network/outside-failure";
import { postCallback } from "@/lib/webhooks/post-callback";
import { DOCTOR_PATIENCE, type DoctorPatience, failing, passed, skipped } from "./doctor-check";
import { examineAddress, examineEvents } from "./examine-arrivals";
import { listSecrets, readWebhookAccess, type WebhookAccess } from "./webhook-access";

const CALLBACK = ["callbackName", "callbackTls", "callback"] as const;

/** From a webhook's secret to its callback, which gets a signed "ping". */
export async function examineWebhook(
  integration: Integration,
  patience = DOCTOR_PATIENCE,
): Promise<DoctorCheck[]> {
  const startedAt = performance.now();
  const arrivals = await Promise.all([examineAddress(integration, patience), examineEvents(integration)]);
  let access: WebhookAccess;
  try {
    access = readWebhookAccess(integration);
  } catch {
    return [failing("keys", startedAt, "secret"), ...arrivals, ...CALLBACK.map(skipped)];
  }
  const keys = { ...passed("keys", startedAt, ""), milliseconds: undefined };
  return [keys, ...arrivals, ...(await examineCallback(access, patience))];
}

async function examineCallback(access: WebhookAccess, patience: DoctorPatience): Promise<DoctorCheck[]> {
  const { callbackUrl } = access;
  if (!callbackUrl) return [{ ...skipped("callback"), code: "noCallback" }];
  const checks = [await findHost(new URL(callbackUrl))];
  if (isFine(checks)) checks.push(await encrypt(new URL(callbackUrl), patience));
  if (isFine(checks)) checks.push(await ping(callbackUrl, access));
  return CALLBACK.map((step) => checks.find((check) => check.step === step) ?? skipped(step));
}

const isFine = (checks: DoctorCheck[]) => checks.every(({ outcome }) => outcome !== "failed");
const portOf = ({ port, protocol }: URL) => Number(port) || (protocol === "https:" ? 443 : 80);
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, "");

async function findHost(url: URL): Promise<DoctorCheck> {
  const startedAt = performance.now();
  try {
    const { address } = await resolveOutside(hostOf(url), portOf(url));
    return passed("callbackName", startedAt, address);
  } catch (error) {
    return failedBy("callbackName", startedAt, error);
  }
}

async function encrypt(url: URL, { connectMs }: DoctorPatience): Promise<DoctorCheck> {
  if (url.protocol !== "https:") return { ...skipped("callbackTls"), code: "plain" };
  const startedAt = performance.now();
  try {
    const outside = await resolveOutside(hostOf(url), portOf(url));
    const socket = await connectOutside(outside, { port: portOf(url), tls: true, timeoutMs: connectMs });
    socket.destroy();
    return passed("callbackTls", startedAt, "");
  } catch (error) {
    return failedBy("callbackTls", startedAt, error);
  }
}

async function ping(url: string, access: WebhookAccess): Promise<DoctorCheck> {
  const startedAt = performance.now();
  const payload = { type: "ping", timestamp: new Date().toISOString(), data: {} };
  const { signing } = access;
  const id = `ping_${randomUUID()}`;
  const { status, failure } = await postCallback({ url, id, payload, signing, secrets: listSecrets(access) });
  if (status === null) return failing("callback", startedAt, `callback-${failure}`);
  const words = `HTTP ${status}`;
  if (status >= 200 && status < 300) return passed("callback", startedAt, words);
  const isUnsigned = status === 401 || status === 403;
  return failing("callback", startedAt, isUnsigned ? "callback-signature" : "callback-answer", words);
}

function failedBy(step: DoctorCheck["step"], startedAt: number, error: unknown): DoctorCheck {
  if (!(error instanceof OutsideFailure)) throw error;
  return failing(step, startedAt, `callback-${error.code}`);
}
