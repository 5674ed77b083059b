import { findReader, notThere } from "@/app/inbox/private-content";
import { withCompany } from "@/db/company";
import { findReadableAttachment } from "@/db/queries/message-contents";
import { files } from "@/lib/files/store";
import { readId } from "@/lib/integrations/read-id";
import { fileHeaders } from "@/lib/messages/file-headers";

type Context = { params: Promise<{ attachmentId: string }> };

/** A file, to be saved; `?inline=1` shows it in place when it is a raster image or a PDF. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const reader = await findReader();
  if (reader instanceof Response) return reader;
  const { companyId, employeeId } = reader;
  const id = readId((await params).attachmentId);
  const attachment = await withCompany(companyId, (db) => findReadableAttachment(db, { id, employeeId }));
  const content = attachment && (await files().getFile(attachment.fileKey));
  if (!content) return notThere();

  const inline = new URL(request.url).searchParams.get("inline") === "1";
  const headers = fileHeaders({ ...attachment, size: content.length }, inline);
  return new Response(new Uint8Array(content), { headers });
}
