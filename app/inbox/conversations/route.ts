import { findEmployee } from "@/lib/auth/session";
import { readListPage } from "@/lib/conversations/list-page";
import { readFilter } from "@/lib/conversations/view/list-filter";

/** A page of the list; the query is the filter's, and `cursor` the `next` of the page before. */
export async function GET(request: Request): Promise<Response> {
  const employee = await findEmployee();
  if (!employee) return new Response("Not signed in", { status: 401 });
  const { search, searchParams } = new URL(request.url);
  const page = await readListPage(employee, readFilter(search), searchParams.get("cursor") ?? undefined);
  return Response.json(page, { headers: { "cache-control": "no-store" } });
}
