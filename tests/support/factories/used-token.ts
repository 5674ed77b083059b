import type { Db } from "@/db/company";
import { usedTokens } from "@/db/schema";
import { made, next } from "./rows";

type New = Partial<typeof usedTokens.$inferInsert> & { integrationId: number };

export async function createUsedToken(db: Db, token: New) {
  const usual = { token: `token-${next()}`, expiresAt: new Date(Date.now() + 86_400_000) };
  return made(
    await db
      .insert(usedTokens)
      .values({ ...usual, ...token, companyId: db.companyId })
      .returning(),
  );
}
