import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./support/browser";

const executablePath = await findBrowser();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: ".output/e2e",
  // "server-only" has no meaning outside of Next.
  tsconfig: "./tsconfig.json",
  globalSetup: "./support/browser-run.ts",
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.TEST_SUMMARY
    ? [["list"], ["json", { outputFile: process.env.TEST_SUMMARY }]]
    : "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_URL,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args: ["--no-sandbox"] },
  },
});
