import type { Db } from "@/db/company";
import { learnedClassifiers } from "@/db/schema";
import { made } from "./rows";

type New = Partial<typeof learnedClassifiers.$inferInsert>;

/** A classifier's row; what is packed in it opens nowhere. */
export async function createLearnedClassifier(db: Db, classifier: New = {}) {
  const usual = { packed: Buffer.from("nothing learned"), examples: 120 };
  return made(
    await db
      .insert(learnedClassifiers)
      .values({ ...usual, ...classifier, companyId: db.companyId })
      .returning(),
  );
}
