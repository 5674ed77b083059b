import type { DoctorCheck } from "@/components/settings/doctor-check";
import { withCompany } from "@/db/company";
import { listLastEvents } from "@/db/queries/inbound-events";
import type { Integration } from "@/db/schema";
import { askOutside } from "@/lib/network/ask-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";
import { type DoctorPatience, failing, passed, skipped } from "./doctor-check";
import { webhookUrlOf } from "./webhook-url";

/** Whether our own webhook answers at the address that others are given. What it is asked is unsigned, so it keeps nothing. */
export async function examineAddress(
  integration: Pick<Integration, "source" | "id">,
  { silenceMs }: DoctorPatience,
): Promise<DoctorCheck> {
  const startedAt = performance.now();
  const url = webhookUrlOf(integration);
  try {
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(silenceMs);
    const response = await askOutside(url, { headers, body: Buffer.from("{}"), signal });
    response.destroy();
    const { statusCode: status = 0 } = response;
    // Anything but a refusal of ours comes from somebody else, or from something that is broken.
    if (![400, 401, 404].includes(status)) return failing("address", startedAt, "address", `HTTP ${status}`);
    return passed("address", startedAt, new URL(url).host);
  } catch (error) {
    if (!(error instanceof OutsideFailure)) throw error;
    const isInner = error.code === "refused";
    return failing("address", startedAt, isInner ? "address-private" : "address", new URL(url).host);
  }
}

const WAITS_AT_MOST_MS = 5 * 60_000;

/** When something signed came last, and whether it was seen to. */
export async function examineEvents({ companyId, id }: Integration): Promise<DoctorCheck> {
  const startedAt = performance.now();
  const [last] = await withCompany(companyId, (db) => listLastEvents(db, id, 1));
  if (!last) return { ...skipped("events"), code: "noEvents" };
  const at = last.receivedAt.toISOString();
  const hasWaited = Date.now() - last.receivedAt.getTime() > WAITS_AT_MOST_MS;
  if (last.outcome === null && hasWaited) return { ...failing("events", startedAt, "events-waiting"), at };
  return { ...passed("events", startedAt, ""), at, milliseconds: undefined };
}
