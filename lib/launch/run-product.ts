import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build, isBuildStale } from "./build";
import { checkBeforeStart, checkPort } from "./checks";
import { childEnvironment } from "./child-environment";
import type { Console } from "./console";
import { type Database, openDatabase } from "./database";
import { type Demo, startDemo } from "./demo";
import type { Group } from "./group";
import { endLeftovers, findLauncher, findLeftovers, forgetRunning, noteRunning } from "./leftovers";
import type { Plan } from "./plan";
import { LaunchRefusal } from "./refusal";
import { startWebServer } from "./web-server";

const LOOK_EVERY_MS = 1_000;
const GRACE_MS = 5_000;
const PORT_FREE_WITHIN_MS = 5_000;

/** What runs now, in the order it was started; it is stopped in the other one. */
interface Running {
  database?: Database;
  groups: Group[];
}

/**
 * Starts everything, says where it answers, and resolves once everything is stopped again, because `interrupted` was
 * aborted. Throws a LaunchRefusal when it cannot start or when a part of it ends by itself.
 */
export async function runProduct(plan: Plan, terminal: Console, interrupted: AbortSignal): Promise<void> {
  const running: Running = { groups: [] };
  const stopGroups = () => Promise.all(running.groups.map((group) => group.stop(GRACE_MS)));
  interrupted.addEventListener("abort", () => {
    terminal.say("stopping");
    void stopGroups();
  });
  try {
    await startEverything(plan, terminal, { running, interrupted });
    await watch(running, terminal, interrupted);
  } catch (error) {
    if (!interrupted.aborted) throw error;
  } finally {
    await stopGroups();
    await running.database?.stop();
    forgetRunning(plan.dataDir);
  }
}

interface Start {
  running: Running;
  interrupted: AbortSignal;
}

async function startEverything(plan: Plan, terminal: Console, start: Start): Promise<void> {
  const { running, interrupted } = start;
  const keep = (group: Group) => {
    running.groups = [...running.groups.filter((other) => other.isRunning()), group];
    noteRunning(plan, running.groups);
    if (interrupted.aborted) void group.stop(GRACE_MS);
  };
  checkBeforeStart(plan);
  await clearTheWay(plan, terminal);
  if (plan.command !== "dev" && isBuildStale()) {
    await terminal.step("stepBuild", () => build(join(plan.dataDir, "build.log"), keep));
  }
  interrupted.throwIfAborted();
  running.database = await openDatabase(plan, terminal);
  interrupted.throwIfAborted();
  Object.assign(process.env, childEnvironment(plan, running.database));
  const demo = plan.command === "demo" ? await openDemo(terminal, keep) : undefined;
  interrupted.throwIfAborted();
  await terminal.step("stepServer", () => startWebServer(plan, keep));
  welcome(plan, terminal, demo);
}

async function clearTheWay(plan: Plan, terminal: Console): Promise<void> {
  const launcher = findLauncher(plan.dataDir, plan.port);
  if (launcher) throw new LaunchRefusal("already", { port: plan.port, pid: launcher.pid, url: plan.url });
  const { dataDir } = plan;
  const hasLeftovers = findLeftovers(dataDir).length > 0;
  if (hasLeftovers) await terminal.step("stepLeftovers", () => endLeftovers(dataDir));
  await checkPort(plan, hasLeftovers ? PORT_FREE_WITHIN_MS : 0);
}

async function openDemo(terminal: Console, keep: (group: Group) => void): Promise<Demo> {
  const { demo } = await terminal.step("stepSeed", () => startDemo(keep));
  Object.assign(process.env, demo.environment);
  return demo;
}

function welcome(plan: Plan, terminal: Console, demo: Demo | undefined): void {
  terminal.say("ready", { url: plan.url });
  if (demo) {
    terminal.say("signIn", demo.signIn);
    terminal.say("phone", { url: demo.phone });
    terminal.say("demo");
  } else {
    terminal.say("first");
  }
  terminal.say("leave");
}

async function watch(running: Running, terminal: Console, interrupted: AbortSignal): Promise<void> {
  const webServer = running.groups.at(-1);
  while (!interrupted.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: interrupted });
    const state = await running.database?.keepAlive();
    if (state === "restarted") terminal.say("restored");
    if (state === "lost") throw new LaunchRefusal("databaseEnded");
    const dead = running.groups.find((group) => !group.isRunning());
    if (!dead) continue;
    throw new LaunchRefusal(dead === webServer ? "nextEnded" : "worldEnded", { reason: await dead.ended });
  }
}
