import { eq } from "drizzle-orm";
import { type Db, withCompany } from "@/db/company";
import { findModelSettings, saveModelSettings } from "@/db/queries/model-settings";
import { articles as articleRows } from "@/db/schema";
import { env } from "@/lib/env";
import { publishArticle } from "@/lib/knowledge/publish-article";
import { saveArticle } from "@/lib/knowledge/save-article";
import { sealModelKey } from "@/lib/model/model-access";
import type { DemoWorld } from "@/tests/support/demo-world";
import articles from "./articles.json" with { type: "json" };

const PROMPT =
  "Vous répondez pour Atelier Lumen, qui fabrique des luminaires à Lyon. Vouvoyez, soyez chaleureux et bref : deux à quatre phrases. Répondez dans la langue du client.";

// What the stand-in plays costs what the usual small model costs.
const FIRST_RULES = {
  prompt: PROMPT,
  links: ["atelierlumen.fr"],
  monthlyBudget: 20_000_000,
  inputPricePerMillion: 150_000,
  outputPricePerMillion: 600_000,
};

/**
 * Tells the company where the world's model is today; with OPENAI_API_KEY, a real one. What a visitor has chosen otherwise
 * stays.
 */
export async function connectDemoModel(companyId: number, world: Pick<DemoWorld, "modelUrl">): Promise<void> {
  await withCompany(companyId, async (db) => {
    const known = await findModelSettings(db);
    const key = env.OPENAI_API_KEY ?? "sk-demo-0000";
    const isOurs = !known?.sealedKey || known.model === "demo" || known.keyEnding === key.slice(-4);
    if (!isOurs) return;
    await saveModelSettings(db, {
      baseUrl: env.OPENAI_API_KEY ? null : world.modelUrl,
      model: env.OPENAI_API_KEY ? "gpt-4o-mini" : "demo",
      sealedKey: sealModelKey(companyId, key),
      keyEnding: key.slice(-4),
      failingSince: null,
      failure: null,
      ...(known?.prompt ? {} : FIRST_RULES),
    });
  });
}

/** Writes and publishes what the company knows, unless it knows something already. */
export async function writeArticles(companyId: number, employeeId: number): Promise<void> {
  await withCompany(companyId, async (db) => {
    if (await hasArticles(db)) return;
    for (const { title, body } of articles) {
      const saved = await saveArticle(db, { articleId: null, version: 0, title, body, employeeId });
      await publishArticle(db, { ...saved, employeeId });
    }
  });
}

async function hasArticles(db: Db): Promise<boolean> {
  const rows = await db
    .select({ id: articleRows.id })
    .from(articleRows)
    .where(eq(articleRows.companyId, db.companyId))
    .limit(1);
  return rows.length > 0;
}
