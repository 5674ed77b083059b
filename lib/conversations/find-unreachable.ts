import type { Db } from "@/db/company";
import type { Integration } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { checkReachable } from "./check-reachable";

interface Asker {
  integration: Integration;
  customerId: number;
  address: string;
}

/** Why nothing can be written back to whoever wrote, as a key under `errors`; null when it can. */
export async function findUnreachable(
  db: Db,
  { integration, customerId, address }: Asker,
): Promise<string | null> {
  if (integration.source === "sms" && !address.startsWith("+")) return "senderUnanswerable";
  if (integration.source === "webhook" && !integration.settings.callbackUrl) return "webhookWithoutCallback";
  try {
    await checkReachable(db, { integration, customerId, address, hasTemplate: false });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}
