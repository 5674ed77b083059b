import { may } from "@/lib/auth/permissions";
import { findEmployee, type SignedInEmployee } from "@/lib/auth/session";

/** Who may read a conversation's contents with this request, or the answer that refuses it. */
export async function findReader(): Promise<SignedInEmployee | Response> {
  const employee = await findEmployee();
  if (!employee) return refuse(401, "not-signed-in");
  return may(employee.role, "conversations.read") ? employee : refuse(403, "not-allowed");
}

/** The same for what is not there and for what another company has. */
export const notThere = (): Response => refuse(404, "not-found");

export const refuse = (status: number, error: string): Response =>
  Response.json({ error }, { status, headers: { "cache-control": "no-store" } });
