import { gzipSync } from "node:zlib";
import type { Db } from "@/db/company";
import { inboundEmails } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof inboundEmails.$inferInsert> & { integrationId: number; mailFolderId: number };

export async function createInboundEmail(db: Db, email: New) {
  const raw = Buffer.from("From: a@customer.test\r\nSubject: Question\r\n\r\nBonjour\r\n");
  const usual = {
    uidValidity: "1",
    uid: next(),
    receivedAt: new Date(),
    size: raw.length,
    raw: gzipSync(raw),
  };
  return made(
    await db
      .insert(inboundEmails)
      .values({ ...usual, ...email, companyId: db.companyId })
      .returning(),
  );
}
