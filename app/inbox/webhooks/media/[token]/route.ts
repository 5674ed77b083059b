import { notThere } from "@/app/inbox/private-content";
import { withCompany } from "@/db/company";
import { findSentAttachment } from "@/db/queries/attachments";
import { readMediaLink } from "@/lib/files/media-link";
import { files } from "@/lib/files/store";
import { fileHeaders } from "@/lib/messages/file-headers";

type Context = { params: Promise<{ token: string }> };

/** A file that an answer carries, for the provider that sends it on. Nobody signs in here: the address is the key. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const linked = readMediaLink((await params).token);
  if (!linked) return notThere();
  const { companyId, attachmentId } = linked;
  const attachment = await withCompany(companyId, (db) => findSentAttachment(db, attachmentId));
  const content = attachment && (await files().getFile(attachment.fileKey));
  if (!content) return notThere();

  const headers = fileHeaders({ ...attachment, size: content.length }, false);
  return new Response(new Uint8Array(content), { headers });
}
