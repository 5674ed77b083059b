import type { Db } from "@/db/company";
import { listAddresses } from "@/db/queries/customers";
import type { Recipient, Source } from "@/db/schema";

const KINDS: Record<Source, readonly string[]> = {
  sms: ["phone"],
  whatsapp: ["whatsapp", "phone"],
  webhook: ["email", "phone"],
  email: ["email"],
};

/** Where a channel reaches a customer to whom nothing was said yet; undefined when it cannot. */
export async function findKnownAddress(
  db: Db,
  { customerId, source }: { customerId: number; source: Source },
): Promise<Recipient | undefined> {
  const addresses = await listAddresses(db, customerId);
  const [first] = KINDS[source].flatMap((kind) => addresses.filter((address) => address.kind === kind));
  return first && { name: "", address: first.address };
}
