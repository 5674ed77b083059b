import { withCompany } from "@/db/company";
import type { modelSettings } from "@/db/schema";
import { createModelSettings } from "./factories/model-settings";
import type { OpenAiServer } from "./openai-server";

/** The company's model is this server from now on; `settings` are what else it has chosen. */
export async function connectModel(
  companyId: number,
  server: Pick<OpenAiServer, "url">,
  settings: Partial<typeof modelSettings.$inferInsert> = {},
): Promise<void> {
  await withCompany(companyId, (db) =>
    createModelSettings(db, { baseUrl: server.url, key: "sk-test-key-of-a-company-1234", ...settings }),
  );
}
