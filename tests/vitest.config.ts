import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: {
      "server-only": `${root}tests/support/server-only.ts`,
      "next/headers": `${root}tests/support/next-headers.ts`,
      "next/cache": `${root}tests/support/next-cache.ts`,
      "@": root.replace(/\/$/, ""),
    },
  },
  test: {
    include: ["tests/**/*.spec.ts"],
    exclude: ["tests/e2e/**", "node_modules/**"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: ["tests/support/postgres.ts"],
    setupFiles: ["tests/support/setup.ts"],
  },
});
