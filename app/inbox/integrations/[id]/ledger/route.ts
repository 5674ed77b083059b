import { refuse } from "@/app/inbox/private-content";
import { withCompany } from "@/db/company";
import { findIntegration } from "@/db/queries/integrations-list";
import { may } from "@/lib/auth/permissions";
import { findEmployee } from "@/lib/auth/session";
import { exportFolders, exportSetApart } from "@/lib/integrations/export-ledger";
import { readId } from "@/lib/integrations/read-id";
import { contentDisposition } from "@/lib/messages/file-headers";

type Context = { params: Promise<{ id: string }> };

/** The ledger of a mailbox as CSV, a line per folder; with `?rows=set-apart` a line per mail that could not be read. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const employee = await findEmployee();
  if (!employee) return refuse(401, "not-signed-in");
  if (!may(employee.role, "integrations.read")) return refuse(403, "not-allowed");

  const { companyId, locale, timeZone } = employee;
  const integrationId = readId((await params).id);
  const isSetApart = new URL(request.url).searchParams.get("rows") === "set-apart";
  const write = isSetApart ? exportSetApart : exportFolders;
  const file = await withCompany(companyId, async (db) => {
    const known = await findIntegration(db, integrationId);
    if (known?.source !== "email") return undefined;
    return { address: known.address, csv: await write(db, { integrationId, locale, timeZone }) };
  });
  if (!file) return refuse(404, "not-found");
  const name = `${file.address} ${isSetApart ? "set-apart" : "ledger"}.csv`;
  return new Response(file.csv, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition("attachment", name),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
