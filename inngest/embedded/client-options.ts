import { randomBytes } from "node:crypto";
import type { ClientOptions } from "inngest";
import { catchCalls, NOWHERE } from "./catch-calls";
import { jobsDatabase } from "./connection";

/**
 * Options of an Inngest client whose server is this database. It stays in cloud mode, where nothing runs unsigned; the
 * key is new in every process and nobody is told it.
 */
export const embeddedClient = {
  isDev: false,
  baseUrl: NOWHERE,
  eventKey: "embedded",
  signingKey: `signkey-embedded-${randomBytes(32).toString("hex")}`,
  fetch: catchCalls(() => jobsDatabase()),
} satisfies Partial<ClientOptions>;
