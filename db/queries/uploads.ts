import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { attachments } from "@/db/schema";

const own = (db: Db, employeeId: number) =>
  and(
    eq(attachments.companyId, db.companyId),
    eq(attachments.uploadedById, employeeId),
    isNull(attachments.messageId),
  );

const SHOWN = { id: attachments.id, name: attachments.name, type: attachments.type, size: attachments.size };

/** A file that an employee is about to send. */
export interface Upload {
  id: number;
  name: string;
  type: string;
  size: number;
}

type NewUpload = Omit<Upload, "id"> & { employeeId: number; sha256: string; fileKey: string };

export async function insertUpload(db: Db, { employeeId, ...upload }: NewUpload): Promise<Upload> {
  const [row] = await db
    .insert(attachments)
    .values({ ...upload, companyId: db.companyId, uploadedById: employeeId })
    .returning(SHOWN);
  if (!row) throw new Error("The upload did not come back");
  return row;
}

/** Those of these files that the employee uploaded and has not sent. */
export async function listUploads(db: Db, employeeId: number, ids: number[]): Promise<Upload[]> {
  if (ids.length === 0) return [];
  return db
    .select(SHOWN)
    .from(attachments)
    .where(and(own(db, employeeId), inArray(attachments.id, ids)))
    .orderBy(asc(attachments.id));
}

/** The bytes of everything an employee has uploaded and not sent. */
export async function sumUploads(db: Db, employeeId: number): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<string>`coalesce(sum(${attachments.size}), 0)` })
    .from(attachments)
    .where(own(db, employeeId));
  return Number(row?.bytes ?? 0);
}

/** The key of the file whose row is gone now; undefined when it was sent, somebody else's, or not there. */
export async function deleteUpload(db: Db, employeeId: number, id: number): Promise<string | undefined> {
  const [row] = await db
    .delete(attachments)
    .where(and(own(db, employeeId), eq(attachments.id, id)))
    .returning({ fileKey: attachments.fileKey });
  return row?.fileKey;
}
