import { isUtf8 } from "node:buffer";
import { findReader, notThere } from "@/app/inbox/private-content";
import { withCompany } from "@/db/company";
import { findRawEmail } from "@/db/queries/inbound-emails";
import { unpackRawEmail } from "@/lib/intake/raw-email";
import { readId } from "@/lib/integrations/read-id";
import { fileHeaders } from "@/lib/messages/file-headers";

type Context = { params: Promise<{ messageId: string }> };

/** A mail as the server gave it, as plain text; `?download=1` to save it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const reader = await findReader();
  if (reader instanceof Response) return reader;
  const messageId = readId((await params).messageId);
  const stored = await withCompany(reader.companyId, (db) => findRawEmail(db, messageId));
  const raw = stored && (await unpackRawEmail(stored));
  if (!raw) return notThere();

  const file = { name: `message-${messageId}.eml`, type: "message/rfc822", size: raw.length };
  const headers = fileHeaders(file, false);
  if (new URL(request.url).searchParams.get("download") !== "1") {
    headers["content-type"] = `text/plain; charset=${isUtf8(raw) ? "utf-8" : "windows-1252"}`;
    headers["content-disposition"] = "inline";
  }
  return new Response(new Uint8Array(raw), { headers });
}
