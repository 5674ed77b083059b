import { describe, expect, test } from "vitest";
import { listCallbackDeliveries } from "@/db/queries/callback-attempts";
import { openExchange, service } from "./callback-exchange";

describe("a delivery", () => {
  test("is seen with how its last attempt ended, and replayed under its id by a person", async () => {
    const exchange = await openExchange();
    service.answer.status = 410;
    const { id } = await exchange.answer();
    await exchange.deliver(id);
    const list = () =>
      exchange.of((db) => listCallbackDeliveries(db, { integrationId: exchange.integrationId, limit: 10 }));
    expect(await list()).toMatchObject([{ messageId: id, delivery: "failed", attempts: 1, lastStatus: 410 }]);

    service.answer.status = 200;
    expect(await exchange.replay(id)).toMatchObject({ status: 200 });
    expect(await list()).toMatchObject([
      { delivery: "sent", attempts: 2, lastStatus: 200, lastFailure: null },
    ]);
    expect(await exchange.replay(id)).toMatchObject({ status: 200 });
    expect((await exchange.attempts(id)).map(({ replay }) => replay)).toEqual([false, true, true]);
    expect(new Set(service.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("that waits for its next attempt is not waited for when a person replays it, and does not go again", async () => {
    const exchange = await openExchange();
    service.answer.status = 500;
    const { id } = await exchange.answer();
    expect(await exchange.deliver(id)).toMatchObject({ delivery: "queued" });
    expect(await exchange.replay(id)).toMatchObject({ status: 500 });
    expect(await exchange.read(id)).toMatchObject({ delivery: "queued" });

    service.answer.status = 200;
    expect(await exchange.replay(id)).toMatchObject({ status: 200 });
    expect(await exchange.read(id)).toMatchObject({ delivery: "sent" });
    expect(await exchange.deliver(id)).toEqual({ delivery: "untouched" });
    expect(service.received).toHaveLength(3);
  });

  test("that is about to go is not replayed, nor what is none", async () => {
    const exchange = await openExchange();
    const { id } = await exchange.answer();
    await expect(exchange.replay(id)).rejects.toThrow("callbackWaiting");
    await expect(exchange.replay(9_000_000)).rejects.toThrow("messageGone");
  });
});
