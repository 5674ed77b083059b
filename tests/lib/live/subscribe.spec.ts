import postgres from "postgres";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { liveStream } from "@/lib/live/stream";
import { subscribe } from "@/lib/live/subscribe";
import { testDatabase } from "../../support/database";
import { makeListWorld } from "../../support/list-world";

const change = (companyId: number, ...ids: number[]) =>
  withCompany(companyId, async (db) => {
    for (const id of ids) db.changed.add(id);
  });

test("a change is told to the company it happened in, on commit, and to no other", async () => {
  const [ours, theirs] = [await makeListWorld("live"), await makeListWorld("live-other")];
  const heard: [string, number[]][] = [];
  const leave = [
    await subscribe(ours.companyId, (ids) => heard.push(["ours", ids])),
    await subscribe(theirs.companyId, (ids) => heard.push(["theirs", ids])),
  ];
  const failed = withCompany(ours.companyId, async (db) => {
    db.changed.add(1);
    throw new Error("not kept");
  });
  await expect(failed).rejects.toThrow("not kept");
  await change(ours.companyId, 4, 5);
  await change(theirs.companyId, 9);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard).toEqual([
    ["ours", [4, 5]],
    ["theirs", [9]],
  ]);
  for (const go of leave) go();
  await change(ours.companyId, 6);
  await subscribe(ours.companyId, () => heard.push(["again", []])).then((go) => go());
  expect(heard).toHaveLength(2);
});

test("after the connection was lost, everything counts as changed", async () => {
  const world = await makeListWorld("live-lost");
  const heard: number[][] = [];
  const leave = await subscribe(world.companyId, (ids) => heard.push(ids));
  const admin = postgres(testDatabase().adminUrl, { max: 1 });
  await admin`select pg_terminate_backend(pid) from pg_stat_activity
    where query ilike 'listen%' and datname = current_database() and pid <> pg_backend_pid()`;
  await admin.end();
  await expect.poll(() => heard, { timeout: 10_000 }).toContainEqual([]);
  heard.length = 0;
  await change(world.companyId, 3);
  await expect.poll(() => heard).toEqual([[3]]);
  leave();
});

test("a stream begins with everything and gathers what comes in one moment", async () => {
  const world = await makeListWorld("live-stream");
  const gone = new AbortController();
  const stream = liveStream({
    companyId: world.companyId,
    isStillOpen: async () => true,
    signal: gone.signal,
  });
  const reader = stream.getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  expect(await next()).toBe("retry: 3000\n\n");
  expect(await next()).toBe('data: {"conversationIds":[]}\n\n');
  await Promise.all([change(world.companyId, 1), change(world.companyId, 2)]);
  expect([...(await next()).matchAll(/\d+/g)].map(Number).toSorted()).toEqual([1, 2]);
  gone.abort();
});
