import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, isBuildStale } from "@/lib/launch/build";
import { type Group, startGroup } from "@/lib/launch/group";
import { createDatabase, type TestDatabase } from "./database";
import { SECRETS } from "./secrets";

/** The built product, running by itself on a database of its own. */
export interface Product {
  url: string;
  database: TestDatabase;
  filesDir: string;
  /** Where it looks for Vonage; a test that needs one starts it there. */
  vonageUrl: string;
  /** Where it looks for Google and Microsoft, and for their mailboxes. */
  provider: { issuer: string; imap: string; smtp: string };
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** Builds unless the build that is there is of these sources. */
export async function buildProduct(): Promise<void> {
  if (!isBuildStale()) return;
  mkdirSync("tests/.output", { recursive: true });
  await build("tests/.output/build.log", () => undefined);
}

/** Starts the built product on a new, empty database, as a new installation. Only inside a run of the browser tests. */
export async function startProduct(): Promise<Product> {
  const [database, port] = [await createDatabase(), await findFreePort()];
  const filesDir = mkdtempSync(join(tmpdir(), "inbox-files-"));
  const url = `http://localhost:${port}`;
  const vonageUrl = `http://127.0.0.1:${await findFreePort()}`;
  const provider = {
    issuer: `http://127.0.0.1:${await findFreePort()}`,
    imap: `imap://127.0.0.1:${await findFreePort()}`,
    smtp: `smtp://127.0.0.1:${await findFreePort()}`,
  };
  const environment = {
    ...process.env,
    ...productEnvironment({ database, filesDir, vonageUrl, provider }),
    APP_URL: url,
    INBOX_JOBS: "1",
    NEXTAUTH_URL: url,
  };
  const { group } = startGroup(
    ["node_modules/next/dist/bin/next", "start", "--port", String(port), "--hostname", "127.0.0.1"],
    { stdio: ["ignore", "ignore", "inherit"], env: environment },
  );
  await waitForAnswer(url, group);
  const stop = async () => {
    await group.stop();
    await database.drop();
    rmSync(filesDir, { recursive: true, force: true });
  };
  return { url, database, filesDir, vonageUrl, provider, stop };
}

/** What the product and a test that looks into its database are both told. */
export function productEnvironment(product: Omit<Product, "url" | "stop">) {
  const { database, filesDir, vonageUrl, provider } = product;
  return {
    ...SECRETS,
    NODE_ENV: "production" as const,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    FILES_DIR: filesDir,
    ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
    VONAGE_API_HOST: vonageUrl,
    VONAGE_REST_HOST: vonageUrl,
    ...clientAt("GOOGLE", provider),
    ...clientAt("MICROSOFT", provider),
    LOG_LEVEL: "warn",
    INNGEST_DEV: "0",
    NODE_OPTIONS: "",
  };
}

const clientAt = (name: string, { issuer, imap, smtp }: Product["provider"]) => ({
  [`${name}_CLIENT_ID`]: "inbox",
  [`${name}_CLIENT_SECRET`]: "of the client",
  [`${name}_ISSUER`]: issuer,
  [`${name}_IMAP`]: imap,
  [`${name}_SMTP`]: smtp,
});

async function waitForAnswer(url: string, group: Group): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end && group.isRunning()) {
    const answer = await fetch(`${url}/sign-in`, { redirect: "manual" }).catch(() => undefined);
    if (answer) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await group.stop();
  throw new Error(`The product does not answer at ${url}`);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
