import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { announce } from "@/inngest/announce";
import { messagesReceived } from "@/inngest/events";
import { may } from "@/lib/auth/permissions";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { findEmployee } from "@/lib/auth/session";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { readId } from "@/lib/integrations/read-id";
import { readSync } from "@/lib/integrations/read-sync";

type Context = { params: Promise<{ id: string }> };

/** Reads a mailbox to its end and answers what came; 502 with the reason when it could not be read. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "another-origin");
  const employee = await findEmployee();
  if (!employee) return refuse(401, "not-signed-in");
  if (!may(employee.role, "integrations.sync")) return refuse(403, "not-allowed");

  const id = readId((await params).id);
  const known = await withCompany(employee.companyId, (db) => findIntegration(db, id));
  if (known?.source !== "email") return refuse(404, "not-found");

  const synced = await syncMailbox(employee.companyId, id);
  await announceReceived(employee.companyId, synced.messageIds);
  const { received, duplicates, newsletters, setApart, failure } = synced;
  const counts = { received, duplicates, newsletters, setApart };
  return failure ? Response.json({ ...counts, failure }, { status: 502 }) : Response.json(counts);
}

/** By whom they are classified and answered; rules have filed them already. */
async function announceReceived(companyId: number, messageIds: number[]): Promise<void> {
  if (messageIds.length === 0) return;
  await withCompany(companyId, (db) => announce(db, [messagesReceived.create({ companyId, messageIds })]));
}

/** How far the sync is that runs now, or what the last one brought. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const employee = await findEmployee();
  if (!employee) return refuse(401, "not-signed-in");

  const id = readId((await params).id);
  const state = await withCompany(employee.companyId, async (db) => {
    const known = await findIntegration(db, id);
    return known?.source === "email" ? readSync(db, id) : undefined;
  });
  return state
    ? Response.json(state, { headers: { "Cache-Control": "no-store" } })
    : refuse(404, "not-found");
}

const refuse = (status: number, error: string) => Response.json({ error }, { status });
