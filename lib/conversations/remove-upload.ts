import type { Db } from "@/db/company";
import { deleteUpload } from "@/db/queries/uploads";
import { files } from "@/lib/files/store";

/** Throws a file away that an employee did not send after all. One that was sent, or is gone, is left alone. */
export async function removeUpload(
  db: Db,
  { attachmentId, employeeId }: { attachmentId: number; employeeId: number },
): Promise<void> {
  const fileKey = await deleteUpload(db, employeeId, attachmentId);
  if (fileKey) db.afterCommit.push(() => files().deleteFile(fileKey));
}
