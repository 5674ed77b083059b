import { type Database, getSecrets } from "./database";
import type { Plan } from "./plan";

// What a .env says about the real installation must not reach the outside from the demo.
const ALL_HERE = { INNGEST_DEV: "0", INNGEST_EVENT_KEY: "", INNGEST_SIGNING_KEY: "", S3_BUCKET: "" };

/** The variables the app is started with, beside those the terminal already has. */
export function childEnvironment(plan: Plan, database: Database): Record<string, string> {
  const secrets = getSecrets(plan);
  return {
    NODE_ENV: plan.command === "dev" ? "development" : "production",
    APP_URL: plan.url,
    NEXTAUTH_URL: plan.url,
    PORT: String(plan.port),
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    FILES_DIR: plan.filesDir,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    ENCRYPTION_KEYS: secrets.encryptionKeys,
    INBOX_DEMO: plan.command === "demo" ? "1" : "0",
    INBOX_JOBS: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    // On a terminal a person reads: what goes well need not be said in JSON.
    LOG_LEVEL: plan.environment.LOG_LEVEL ?? "warn",
    ...(plan.command === "demo" ? ALL_HERE : {}),
  };
}
