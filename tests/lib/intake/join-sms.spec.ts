import { describe, expect, test } from "vitest";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

const bodies = async (number: OpenNumber) => (await number.listMessages()).map(({ body }) => body);

describe("a long SMS", () => {
  const part = (number: number, text: string, total = 3) => ({
    text,
    concat: "true",
    "concat-ref": "42",
    "concat-total": String(total),
    "concat-part": String(number),
  });

  test("is one message when its parts have come, in any order and in any number of runs", async () => {
    const number = await openNumber({ api: "sms" });
    await number.writeSms(part(3, "vendredi ?"));
    await number.receive();
    await number.writeSms(part(1, "Où en est ma commande, "));
    expect(await number.receive()).toMatchObject({ messageIds: [] });
    expect(await number.listMessages()).toEqual([]);
    await number.writeSms(part(2, "qui devait arriver "));
    expect((await number.receive()).messageIds).toHaveLength(1);
    expect(await bodies(number)).toEqual(["Où en est ma commande, qui devait arriver vendredi ?"]);
    expect((await number.listEvents()).map(({ outcome }) => outcome).toSorted()).toEqual([
      "message",
      "part",
      "part",
    ]);
  });

  test("is shown after a while when a part never comes, and no machine answers it", async () => {
    const number = await openNumber({ api: "sms" });
    await number.writeSms(part(1, "Où en est "));
    await number.writeSms(part(3, "commande ?"));
    await number.receive();
    expect(await number.listMessages()).toEqual([]);
    await number.age(6);
    await number.receive();
    expect(await number.listMessages()).toMatchObject([
      {
        body: "Où en est  […] commande ?",
        answerable: false,
        content: { parts: { total: 3, missing: [2] } },
      },
    ]);
  });
});
