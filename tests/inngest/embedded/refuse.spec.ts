import { cron, type InngestFunction } from "inngest";
import { expect, test } from "vitest";
import { inngest } from "@/inngest/client";
import { serveFunctions } from "@/inngest/embedded/functions";
import { functions } from "@/inngest/functions";
import { client } from "@/tests/support/jobs";

type Options = Parameters<typeof client.createFunction>[0];

const makes = (options: Omit<Options, "id" | "triggers"> & { triggers?: unknown }): InngestFunction.Any =>
  client.createFunction(
    { id: "asked", triggers: [{ event: "asked" }], ...options } as Options,
    async () => undefined,
  );

const EXPIRES = { timeouts: { finish: "1m" } } as const;

test.each([
  ["batchEvents", { batchEvents: { maxSize: 5, timeout: "5s" } }],
  ["rateLimit", { rateLimit: { limit: 1, period: "1m" } }],
  ["throttle", { throttle: { limit: 1, period: "1m" } }],
  ["debounce", { debounce: { period: "1m" } }],
  ["priority", { priority: { run: "event.data.rank" } }],
  ["timeouts", EXPIRES],
  ["more than one concurrency limit", { concurrency: [{ limit: 1 }, { limit: 5, key: "event.data.id" }] }],
  ["concurrency.scope", { concurrency: [{ limit: 1, scope: "account" as const, key: "'mail'" }] }],
] as const)("%s is refused by name before anything runs", async (name, options) => {
  const starting = serveFunctions(client, [makes(options as Parameters<typeof makes>[0])]);
  await expect(starting).rejects.toThrow(`tests-asked: ${name} is not supported`);
});

test("an expression or a cron that cannot be read is refused with the function's name", async () => {
  const broken = [
    makes({ idempotency: "event.data." }),
    client.createFunction({ id: "never", triggers: [cron("61 * * * *")] }, async () => undefined),
  ];
  const starting = serveFunctions(client, broken);
  await expect(starting).rejects.toThrow(/tests-asked: the expression event\.data\. cannot be read/);
  await expect(serveFunctions(client, broken)).rejects.toThrow(
    /tests-never: the cron 61 \* \* \* \* cannot be read/,
  );
});

test("every problem of every function is named at once", async () => {
  const other = client.createFunction(
    { id: "other", triggers: [{ event: "asked" }], ...EXPIRES },
    async () => undefined,
  );
  const starting = serveFunctions(client, [makes({ debounce: { period: "1m" }, ...EXPIRES }), other]);
  const error: Error = await starting.then(
    () => new Error("started"),
    (refusal) => refusal,
  );
  expect(error.message.split("\n").slice(1).sort()).toEqual([
    "tests-asked: debounce is not supported",
    "tests-asked: timeouts is not supported",
    "tests-other: timeouts is not supported",
  ]);
});

test("the product's own functions are all supported", async () => {
  const served = await serveFunctions(inngest, functions);
  const ids = functions.flatMap((one) => {
    const id = one.id("inbox");
    return one.opts.onFailure ? [id, `${id}-failure`] : [id];
  });
  expect([...served.functions.keys()].sort()).toEqual(ids.sort());
  expect(ids).toContain("inbox-deliver-message");
});
