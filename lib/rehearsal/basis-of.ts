import { createHash } from "node:crypto";
import type { Db } from "@/db/company";
import { readReplyBasis } from "@/db/queries/reply-basis";

/** The same as long as the model would be asked in the same way: prompt, links, model, instructions and published articles. */
export async function basisOf(db: Db, folderId: number): Promise<string> {
  const basis = await readReplyBasis(db, folderId);
  return createHash("sha256").update(JSON.stringify(basis)).digest("hex").slice(0, 32);
}
