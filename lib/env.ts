import { z } from "zod";

const flag = z
  .enum(["0", "1", "true", "false", ""])
  .default("")
  .transform((value) => value === "1" || value === "true");

const logLevel = z.enum(["debug", "info", "warn", "error", "silent"]);

const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  APP_URL: z.url().default("http://localhost:3000"),
  DATABASE_URL: z.string().default("postgres://localhost:5432/inbox"),
  DATABASE_OWNER_URL: z.string().optional(),
  NEXTAUTH_SECRET: z.string().default(""),
  ENCRYPTION_KEYS: z.string().default(""),
  ALLOWED_PRIVATE_HOSTS: z.string().default(""),
  FILES_DIR: z.string().default(".data/files"),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ENDPOINT: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  VONAGE_API_HOST: z.url().default("https://api.nexmo.com"),
  VONAGE_REST_HOST: z.url().default("https://rest.nexmo.com"),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  /** Another issuer than the provider's usual one: a tenant of Microsoft's, or a stand-in. */
  GOOGLE_ISSUER: z.url().optional(),
  /** The mail servers that belong to another issuer: imaps:// or imap://, smtps:// or smtp://. */
  GOOGLE_IMAP: z.url().optional(),
  GOOGLE_SMTP: z.url().optional(),
  MICROSOFT_CLIENT_ID: z.string().optional(),
  MICROSOFT_CLIENT_SECRET: z.string().optional(),
  MICROSOFT_ISSUER: z.url().optional(),
  MICROSOFT_IMAP: z.url().optional(),
  MICROSOFT_SMTP: z.url().optional(),
  /** For the demo and the evals; a company's own key is in its settings. */
  OPENAI_API_KEY: z.string().optional(),
  INNGEST_DEV: z.string().optional(),
  INNGEST_BASE_URL: z.string().optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  LOG_LEVEL: logLevel.default("info"),
  INBOX_DEMO: flag,
  INBOX_DEMO_QUIET: flag,
  /** Set by the launcher for the web server, which then runs the embedded jobs too. */
  INBOX_JOBS: flag,
});

const Launch = z.object({
  NODE_ENV: z.string().default(""),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  NEXTAUTH_SECRET: z.string().default(""),
  ENCRYPTION_KEYS: z.string().default(""),
  APP_URL: z.url().optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().optional(),
  INBOX_DATA_DIR: z.string().default(".data"),
  FILES_DIR: z.string().optional(),
  LOG_LEVEL: logLevel.optional(),
  INNGEST_DEV: z.string().default(""),
  INNGEST_SIGNING_KEY: z.string().default(""),
  INNGEST_EVENT_KEY: z.string().default(""),
  VERCEL: z.string().optional(),
  NETLIFY: z.string().optional(),
  AWS_LAMBDA_FUNCTION_NAME: z.string().optional(),
});

// An empty string counts as not set, so that .env.example can be copied as it is.
const given = () => Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));

/** What decides how the product starts. Throws a ZodError that names the variable. */
export const readLaunchEnvironment = () => Launch.parse(given());

/** The only reader of process.env. A missing secret is judged at start (lib/launch), not here, so that a build needs none. */
export const env = Environment.parse(given());
