import { withCompany } from "@/db/company";
import { findEmployee } from "@/lib/auth/session";
import { readSidebar } from "@/lib/conversations/list-sidebar";

/** What stands in the sidebar: counters, folders and channels. */
export async function GET(): Promise<Response> {
  const employee = await findEmployee();
  if (!employee) return new Response("Not signed in", { status: 401 });
  const sidebar = await withCompany(employee.companyId, (db) => readSidebar(db, employee.employeeId));
  return Response.json(sidebar, { headers: { "cache-control": "no-store" } });
}
