import type { Db } from "@/db/company";
import { attachments } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof attachments.$inferInsert>;

export async function createAttachment(db: Db, attachment: New = {}) {
  const usual = {
    name: "plan.pdf",
    type: "application/pdf",
    size: 1024,
    sha256: "0".repeat(64),
    fileKey: `none-${next()}`,
  };
  return made(
    await db
      .insert(attachments)
      .values({ ...usual, ...attachment, companyId: db.companyId })
      .returning(),
  );
}
