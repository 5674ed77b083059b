import { withCompany } from "@/db/company";
import { insertUpload, sumUploads, type Upload } from "@/db/queries/uploads";
import { attachmentOf } from "@/lib/email/attachments";
import { AppError } from "@/lib/errors";
import { files } from "@/lib/files/store";
import { isDangerous } from "./view/dangerous-files";
import { UPLOADED_AT_MOST } from "./view/upload-limits";

const UNSENT_AT_MOST = 10 * UPLOADED_AT_MOST;

interface Sent {
  employeeId: number;
  name: string;
  declaredType: string;
  content: Buffer;
}

/**
 * Keeps a file that an employee is about to send. Its type is read from its content and its name is cleaned; refuses
 * programs, empty files, and more than is sent.
 */
export async function keepUpload(companyId: number, { employeeId, ...sent }: Sent): Promise<Upload> {
  const { name, type, size, sha256 } = await attachmentOf({ ...sent, contentId: null }, null);
  if (size === 0) throw new AppError("INVALID", "uploadEmpty", { name });
  if (size > UPLOADED_AT_MOST) throw new AppError("INVALID", "uploadTooLarge", { name, megabytes: 25 });
  if (isDangerous({ name, type })) throw new AppError("INVALID", "uploadRefused", { name });
  const unsent = await withCompany(companyId, (db) => sumUploads(db, employeeId));
  if (unsent + size > UNSENT_AT_MOST) throw new AppError("TOO_MANY", "uploadsUnsent");
  const fileKey = await files().putFile(companyId, sent.content);
  return withCompany(companyId, (db) => insertUpload(db, { employeeId, name, type, size, sha256, fileKey }));
}
