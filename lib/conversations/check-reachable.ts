import type { Db } from "@/db/company";
import { hasOptedOut } from "@/db/queries/customers";
import { findLastInboundAt } from "@/db/queries/message-status";
import type { Integration } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { windowOf } from "./view/whatsapp-window";

interface Reached {
  integration: Pick<Integration, "id" | "source">;
  customerId: number;
  address: string;
  hasTemplate: boolean;
}

/** Refuses to write to somebody who asked for no more SMS, and freely on WhatsApp to somebody who did not write lately. */
export async function checkReachable(db: Db, reached: Reached): Promise<void> {
  const { integration, customerId, address, hasTemplate } = reached;
  if (integration.source === "sms" && (await hasOptedOut(db, { kind: "phone", address }))) {
    throw new AppError("CONFLICT", "customerOptedOut");
  }
  if (integration.source === "whatsapp" && !hasTemplate) {
    const lastInboundAt = await findLastInboundAt(db, { customerId, integrationId: integration.id });
    if (!windowOf(lastInboundAt).isOpen) throw new AppError("CONFLICT", "whatsappWindowClosed");
  }
}
