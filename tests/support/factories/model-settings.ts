import type { Db } from "@/db/company";
import { modelSettings } from "@/db/schema";
import { sealModelKey } from "@/lib/model/model-access";
import { made } from "./rows";

type New = Partial<typeof modelSettings.$inferInsert> & {
  /** Sealed for this company; without it the model is off. */
  key?: string;
};

/** A company's model, with a general prompt; the row that was there is replaced. */
export async function createModelSettings(db: Db, { key, ...settings }: New = {}) {
  const usual = {
    model: "stand-in",
    prompt: "Répondez avec courtoisie, en deux ou trois phrases, sans rien promettre.",
    ...(key && { sealedKey: sealModelKey(db.companyId, key), keyEnding: key.slice(-4) }),
  };
  const row = { ...usual, ...settings, companyId: db.companyId };
  return made(
    await db
      .insert(modelSettings)
      .values(row)
      .onConflictDoUpdate({ target: modelSettings.companyId, set: row })
      .returning(),
  );
}
