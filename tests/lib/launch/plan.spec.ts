import { resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makePlan } from "@/lib/launch/plan";

const NAMES = ["APP_URL", "PORT", "HOST", "INBOX_DATA_DIR", "FILES_DIR", "DATABASE_URL"];

beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

test("with nothing set, only this machine may visit port 3000", () => {
  expect(makePlan("start")).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    url: "http://localhost:3000",
    dataDir: resolve(".data"),
    filesDir: resolve(".data/files"),
    database: "inbox",
  });
});

test("the demo keeps its data beside the real inbox", () => {
  const demo = makePlan("demo");
  expect(demo).toMatchObject({ database: "inbox_demo", filesDir: resolve(".data/demo-files") });
});

test("a public address is served on every interface", () => {
  vi.stubEnv("APP_URL", "https://inbox.example.com/");
  expect(makePlan("start")).toMatchObject({ host: "0.0.0.0", url: "https://inbox.example.com" });
});

test("the port is part of the local address", () => {
  vi.stubEnv("PORT", "3100");
  expect(makePlan("dev")).toMatchObject({ port: 3100, url: "http://localhost:3100", host: "127.0.0.1" });
});

test("a port that is no number is refused with the variable's name", () => {
  vi.stubEnv("PORT", "web");
  expect(() => makePlan("dev")).toThrow(/PORT/);
});
