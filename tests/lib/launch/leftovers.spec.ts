import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findProcessStart, waitUntil } from "@/db/embedded/processes";
import { startGroup } from "@/lib/launch/group";
import {
  endLeftovers,
  findLauncher,
  findLeftovers,
  forgetRunning,
  noteRunning,
} from "@/lib/launch/leftovers";

const dataDir = mkdtempSync(join(tmpdir(), "inbox-launch-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const FOREVER = ["-e", "setInterval(() => {}, 1000)"];

test("what a killed launcher left running is ended by the next start", async () => {
  const { group } = startGroup(FOREVER, { stdio: "ignore" });
  const killed = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => killed.once("exit", resolve));
  const started = findProcessStart(group.pid);
  mkdirSync(join(dataDir, "running"), { recursive: true });
  const note = { launcher: `${killed.pid} 1`, port: 3000, groups: [`${group.pid} ${started}`] };
  writeFileSync(join(dataDir, "running", `${killed.pid}.json`), JSON.stringify(note));

  expect(findLeftovers(dataDir)).toHaveLength(1);
  await endLeftovers(dataDir);

  expect(await group.ended).toBe("SIGKILL");
  expect(findLeftovers(dataDir)).toEqual([]);
});

test("a stranger that got the pid of a dead program is left alone", async () => {
  const { group } = startGroup(FOREVER, { stdio: "ignore" });
  const note = { launcher: "1 another-start", port: 3000, groups: [`${group.pid} another-start`] };
  writeFileSync(join(dataDir, "running", "1.json"), JSON.stringify(note));
  await endLeftovers(dataDir);
  expect(group.isRunning()).toBe(true);
  await group.stop(0);
});

test("a launcher that runs is found by its port, and forgotten once it ends", () => {
  noteRunning({ dataDir, port: 3001 }, []);
  expect(findLauncher(dataDir, 3001)).toEqual({ pid: process.pid });
  expect(findLauncher(dataDir, 3002)).toBeUndefined();
  forgetRunning(dataDir);
  expect(findLauncher(dataDir, 3001)).toBeUndefined();
});

test("a note that was cut off while it was written is passed over", async () => {
  writeFileSync(join(dataDir, "running", "2.json"), '{"launcher": "2 ');
  await endLeftovers(dataDir);
  expect(findLeftovers(dataDir)).toEqual([]);
});

test("stopping a program ends what it started too", async () => {
  const script = `
    const child = require("node:child_process").spawn(process.execPath, ${JSON.stringify(FOREVER)});
    process.on("SIGTERM", () => process.exit());
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const { group, child } = startGroup(["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
  const pid = await new Promise<number>((resolve) => {
    child.stdout?.once("data", (said) => resolve(Number(String(said))));
  });
  expect(findProcessStart(pid)).toBeDefined();
  await group.stop(2_000);
  expect(await waitUntil(() => findProcessStart(pid) === undefined, 5_000)).toBe(true);
});
