import { and, asc, desc, eq, isNull, min, type SQL } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Conversation, type Customer, conversations, customerAddresses, customers } from "@/db/schema";

const HISTORY = 20;
const ADDRESSES = 20;

export interface CustomerPanel {
  customer: Customer;
  addresses: Pick<typeof customerAddresses.$inferSelect, "kind" | "address">[];
  /** The newest first; at most `HISTORY`. */
  history: Pick<Conversation, "id" | "subject" | "status" | "source" | "lastMessageAt">[];
  /** There are more than `history` holds. */
  hasMore: boolean;
  /** When they first wrote, or were written to. */
  firstSeenAt: Date;
}

/** What a conversation's side tells about its customer. */
export async function readCustomerPanel(db: Db, customerId: number): Promise<CustomerPanel> {
  const theirs = and(
    eq(conversations.companyId, db.companyId),
    eq(conversations.customerId, customerId),
    isNull(conversations.mergedIntoId),
  );
  const [[customer], addresses, history, firstSeenAt] = await Promise.all([
    db
      .select()
      .from(customers)
      .where(and(eq(customers.companyId, db.companyId), eq(customers.id, customerId))),
    db
      .select({ kind: customerAddresses.kind, address: customerAddresses.address })
      .from(customerAddresses)
      .where(and(eq(customerAddresses.companyId, db.companyId), eq(customerAddresses.customerId, customerId)))
      .orderBy(asc(customerAddresses.kind), asc(customerAddresses.address))
      .limit(ADDRESSES),
    db
      .select({
        id: conversations.id,
        subject: conversations.subject,
        status: conversations.status,
        source: conversations.source,
        lastMessageAt: conversations.lastMessageAt,
      })
      .from(conversations)
      .where(theirs)
      .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
      .limit(HISTORY + 1),
    findFirstSeen(db, theirs),
  ]);
  if (!customer) throw new Error(`Customer ${customerId} is not there`);
  return {
    customer,
    addresses,
    history: history.slice(0, HISTORY),
    hasMore: history.length > HISTORY,
    firstSeenAt: firstSeenAt ?? customer.createdAt,
  };
}

const OLDEST = 200;

// Bounded: a newsletter can have thousands. What was quiet for longest also began early.
async function findFirstSeen(db: Db, theirs: SQL | undefined): Promise<Date | null> {
  const oldest = db
    .select({ firstMessageAt: conversations.firstMessageAt })
    .from(conversations)
    .where(theirs)
    .orderBy(asc(conversations.lastMessageAt), asc(conversations.id))
    .limit(OLDEST)
    .as("oldest");
  const [row] = await db.select({ at: min(oldest.firstMessageAt) }).from(oldest);
  return row?.at ?? null;
}
