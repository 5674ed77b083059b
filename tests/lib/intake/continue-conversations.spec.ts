import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { conversations } from "@/db/schema";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";

describe("a conversation on a telephone", () => {
  const close = (number: OpenNumber, days: number, status = "resolved") =>
    withCompany(number.companyId, (db) =>
      db.execute(sql`update conversations set status = ${status},
        resolved_at = ${new Date(Date.now() - days * 86_400_000).toISOString()}::timestamptz`),
    );
  const again = async (number: OpenNumber, message: Record<string, unknown> = {}) => {
    await number.write(message);
    await number.receive();
    return number.listConversations();
  };

  test("goes on for as long as it is open, however old", async () => {
    const number = await openNumber();
    await again(number);
    await withCompany(number.companyId, (db) =>
      db.update(conversations).set({ lastMessageAt: new Date("2020-01-01") }),
    );
    expect(await again(number)).toHaveLength(1);
  });

  test("is opened again within a week of being closed, and then a new one begins", async () => {
    const number = await openNumber();
    await again(number);
    await close(number, 6);
    expect(await again(number)).toMatchObject([{ status: "new", messageCount: 2 }]);
    await close(number, 8);
    expect(await again(number)).toMatchObject([{ status: "resolved" }, { status: "new", messageCount: 1 }]);
  });

  test("that is spam stays where it is", async () => {
    const number = await openNumber();
    await again(number);
    await close(number, 90, "spam");
    expect(await again(number)).toMatchObject([{ status: "spam", messageCount: 2 }]);
  });

  test("is one for each of our numbers, and for each customer", async () => {
    const number = await openNumber();
    await again(number);
    await again(number, { from: "33600000001" });
    expect(await number.listConversations()).toHaveLength(2);
    expect(await number.listCustomers()).toHaveLength(2);
  });

  test("that is quoted is the one that goes on", async () => {
    const number = await openNumber({ source: "whatsapp" });
    const message_uuid = crypto.randomUUID();
    await again(number, { message_uuid });
    await close(number, 30);
    await again(number, { text: "Autre chose" });
    const quoting = { text: "Au sujet de ceci", context: { message_uuid } };
    const [first, second] = await again(number, quoting);
    expect([first?.messageCount, second?.messageCount]).toEqual([2, 1]);
    const quoted = (await number.listMessages()).find(({ body }) => body === "Au sujet de ceci");
    expect(quoted?.content).toEqual({ repliesTo: message_uuid });
  });
});
