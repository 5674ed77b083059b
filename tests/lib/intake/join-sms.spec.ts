import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { conversations } from "@/db/schema";
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

  describe("of which a part comes after the others were shown", () => {
    async function openHalf(parts: [number, string][], total: number) {
      const number = await openNumber({ api: "sms" });
      for (const [nth, text] of parts) await number.writeSms(part(nth, text, total));
      await number.age(6);
      await number.receive();
      return number;
    }
    const found = async ({ companyId }: OpenNumber, words: string) =>
      withCompany(companyId, async (db) => {
        const query = sql`plainto_tsquery('inbox', ${words})`;
        return (await db.execute(sql`select message_id from search_messages(${query}, ${query}, 10)`)).length;
      });

    test("is completed: its words, its mark, what the list shows of it, and what finds it", async () => {
      const number = await openHalf(
        [
          [1, "Où en est "],
          [3, "commande ?"],
        ],
        3,
      );
      const [half] = await number.listMessages();
      expect(await found(number, "bicyclette")).toBe(0);
      await withCompany(number.companyId, (db) =>
        db.update(conversations).set({ status: "resolved", unread: false }),
      );
      await number.writeSms(part(2, "ma bicyclette, la "));
      expect(await number.receive()).toMatchObject({ messageIds: [] });
      const body = "Où en est ma bicyclette, la commande ?";
      expect(await number.listMessages()).toEqual([{ ...half, body, content: null, answerable: true }]);
      expect(await number.listConversations()).toMatchObject([
        { preview: body, subject: body, messageCount: 1, status: "new", unread: true },
      ]);
      for (const words of ["bicyclette", "0612345678"]) expect(await found(number, words)).toBe(1);
      expect((await number.listEvents()).map(({ outcome }) => outcome)).toEqual(["message", "part", "part"]);
    });

    test("takes the others in any order, and says what is still missing", async () => {
      const number = await openHalf([[2, "deux "]], 4);
      await number.writeSms(part(4, "quatre", 4));
      await number.receive();
      expect(await number.listMessages()).toMatchObject([
        {
          body: "[…] deux  […] quatre",
          content: { parts: { total: 4, missing: [1, 3] } },
          answerable: false,
        },
      ]);
      await number.writeSms(part(3, "trois ", 4));
      await number.writeSms(part(1, "un ", 4));
      await Promise.all([number.receive(), number.receive(), number.receive()]);
      expect(await number.listMessages()).toMatchObject([{ body: "un deux trois quatre", content: null }]);
    });

    test("is not changed by a part that is there already", async () => {
      const number = await openHalf(
        [
          [1, "un "],
          [3, "trois"],
        ],
        3,
      );
      await number.writeSms(part(1, "un "));
      await number.writeSms(part(2, "deux "));
      await number.receive();
      await number.writeSms(part(2, "deux "));
      await number.receive();
      await number.age(6);
      await number.receive();
      expect(await bodies(number)).toEqual(["un deux trois"]);
      expect((await number.listEvents()).filter(({ outcome }) => outcome === null)).toEqual([]);
    });

    test("is another SMS than the next one with the same reference, and than a part that comes after a day", async () => {
      const number = await openHalf(
        [
          [1, "un "],
          [3, "trois"],
        ],
        3,
      );
      for (const [nth, text] of [
        [2, "deux"],
        [1, "Autre "],
        [3, "fin"],
      ] as const) {
        await number.writeSms(part(nth, text));
      }
      await number.receive();
      expect(await bodies(number)).toEqual(["un  […] trois", "Autre deuxfin"]);
      await number.age(26 * 60);
      await number.writeSms(part(2, "tard "));
      await number.age(6);
      await number.receive();
      expect(await number.listMessages()).toHaveLength(3);
    });
  });
});
