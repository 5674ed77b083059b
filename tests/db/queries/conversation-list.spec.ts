import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type Db, withCompany } from "@/db/company";
import { listConversations, PAGE } from "@/db/queries/conversation-list";
import { drafts } from "@/db/schema";
import { readFilter, writeFilter } from "@/lib/conversations/view/list-filter";
import { analyze } from "../../support/analyze";
import { makeListWorld } from "../../support/list-world";

type World = Awaited<ReturnType<typeof makeListWorld>>;

const read = (world: World, query: string, cursor?: string) =>
  world.within((db) =>
    listConversations(db, { filter: readFilter(query), employeeId: world.employeeId, cursor }),
  );

async function walk(
  world: World,
  query: string,
  between: (db: Db) => Promise<unknown> = async () => undefined,
) {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(world, query, cursor);
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.next ?? undefined;
    if (cursor) await world.within(between);
  } while (cursor);
  return seen;
}

describe("the filters", () => {
  let world: World;
  let ids: Record<string, number>;
  beforeAll(async () => {
    world = await makeListWorld("filters");
    const mine = { assigneeId: world.employeeId };
    ids = {
      fresh: await world.converse(),
      mine: await world.converse({ ...mine, status: "in_progress", folderId: world.folderId }),
      unfiled: await world.converse({ folderId: null, status: "urgent", priority: 2 }),
      resolved: await world.converse({ status: "resolved", firstReplyAt: new Date() }),
      spam: await world.converse({ status: "spam" }),
      newsletter: await world.converse({ bulk: true }),
      merged: await world.converse({ status: "archived" }),
      sms: await world.converse({ source: "sms", waitingSince: new Date(Date.UTC(2026, 0, 1)) }),
    };
    await world.within((db) =>
      db.execute(sql`update conversations set merged_into_id = ${ids.fresh} where id = ${ids.merged}`),
    );
    await world.write(ids.resolved ?? 0, { kind: "outbound", delivery: "failed", deliveryDetail: "refused" });
    await world.within((db) =>
      db.insert(drafts).values({
        companyId: world.companyId,
        conversationId: ids.mine ?? 0,
        employeeId: world.employeeId,
        kind: "reply",
        body: "Bonjour\n Paul",
      }),
    );
  });

  test.each([
    ["", ["sms", "unfiled", "mine", "fresh"]],
    ["status=any", ["sms", "resolved", "unfiled", "mine", "fresh"]],
    ["status=resolved", ["resolved"]],
    ["status=spam", ["spam"]],
    ["view=mine", ["mine"]],
    ["view=unassigned", ["sms", "unfiled", "fresh"]],
    ["view=newsletters", ["newsletter"]],
    ["view=sent", ["resolved"]],
    ["view=failed", ["resolved"]],
    ["view=drafts", ["mine"]],
    ["view=all", ["sms", "newsletter", "spam", "resolved", "unfiled", "mine", "fresh"]],
    ["folder=none", ["unfiled"]],
    ["source=sms", ["sms"]],
    ["assignee=none&source=email", ["unfiled", "fresh"]],
    ["sort=priority", ["unfiled", "sms", "mine", "fresh"]],
    ["sort=status", ["unfiled", "sms", "fresh", "mine"]],
    ["sort=waiting", ["sms"]],
    ["view=nonsense&folder=x&status=&sort=up", ["sms", "unfiled", "mine", "fresh"]],
  ])("%j shows what it says", async (query, names) => {
    const { rows } = await read(world, query);
    const nameOf = (id: number) => Object.keys(ids).find((name) => ids[name] === id);
    expect(rows.map((row) => nameOf(row.id))).toEqual(names);
  });

  test("a line says what failed, what is drafted, and who has it", async () => {
    const { rows } = await read(world, "view=all");
    const row = (name: string) => rows.find(({ id }) => id === ids[name]);
    expect(row("resolved")).toMatchObject({ trouble: "failed", troubleDetail: "refused", answered: true });
    expect(row("mine")).toMatchObject({
      draft: "Bonjour Paul",
      assigneeName: "Nadia Ferrand",
      folderName: "Commandes",
      customerName: "Camille Renaud",
      organization: "Hôtel",
    });
  });

  test("another company sees none of it", async () => {
    const other = await makeListWorld("filters-other");
    expect((await read(other, "view=all")).rows).toEqual([]);
    const borrowed = await withCompany(other.companyId, (db) =>
      listConversations(db, { filter: readFilter("view=failed"), employeeId: world.employeeId }),
    );
    expect(borrowed.rows).toEqual([]);
  });
});

describe("a walk through all pages", () => {
  const sorts = ["view=all", "view=all&sort=priority", "view=all&sort=status", "view=all&sort=waiting"];
  let world: World;
  let all: number[];
  beforeAll(async () => {
    world = await makeListWorld("walk");
    const at = new Date(Date.UTC(2026, 1, 1));
    all = [];
    for (let n = 0; n < PAGE * 2 + 20; n += 1) {
      const status = n % 3 === 0 ? "resolved" : "new";
      // Many at the same moment: only the id tells them apart.
      const same = n % 2 === 0 ? { lastMessageAt: at } : {};
      all.push(await world.converse({ ...same, status, priority: n % 4, waitingSince: at }));
    }
  });

  test.each(sorts)("%s meets every conversation once", async (query) => {
    const seen = await walk(world, query);
    expect(seen.toSorted()).toEqual(all.toSorted());
  });

  test("meets once what stays where it is, while others move to the top and new ones come", async () => {
    const moved = new Set<number>();
    const seen = await walk(world, "view=all", async (db) => {
      const id = all[moved.size * 7 + 3] ?? 0;
      moved.add(id);
      await db.execute(sql`update conversations set last_message_at = now() where id = ${id}`);
      await world.converse({ lastMessageAt: new Date() });
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(all.filter((id) => !moved.has(id) && !seen.includes(id))).toEqual([]);
  });

  test("begins again when its cursor makes no sense", async () => {
    for (const cursor of ["", "x", "~~", "1~2026-01-01~1; drop table x", "~2026-01-01T00:00:00Z~abc"]) {
      expect((await read(world, "view=all", cursor)).rows).toHaveLength(PAGE);
    }
  });
});

test("a filter comes back from its URL as it was, and the usual leaves no trace", () => {
  for (const query of [
    "",
    "view=mine&status=any&sort=priority",
    "folder=none&q=caf%C3%A9",
    "folder=3&assignee=7",
  ]) {
    expect(writeFilter(readFilter(query))).toBe(query);
  }
  expect(writeFilter(readFilter("view=inbox&status=open&sort=recent"))).toBe("");
});

test("who waits longest is read from an index of its own", async () => {
  const world = await makeListWorld("waiting");
  const { companyId, customerId, integrationId, employeeId } = world;
  await world.within((db) =>
    db.execute(sql`
      insert into conversations (company_id, customer_id, integration_id, source, status, subject, first_message_at,
        last_message_at, waiting_since)
      select ${companyId}, ${customerId}, ${integrationId}, 'email',
        case when n % 20 = 0 then 'new' else 'resolved' end, 'Commande', now(), now() - interval '1 minute' * n,
        case when n % 20 = 0 then now() - interval '1 minute' * n end
      from generate_series(1, 4000) n`),
  );
  await analyze("conversations");
  await world.within(async (db) => {
    const before = await countScans(db);
    const { rows } = await listConversations(db, { filter: readFilter("sort=waiting"), employeeId });
    const waiting = rows.map(({ waitingSince }) => waitingSince);
    expect(waiting).toEqual(waiting.toSorted());
    expect(await countScans(db)).toBe(before + 1);
  });
});

async function countScans(db: Db): Promise<number> {
  const [row] = await db.execute<{ scans: string }>(
    sql`select pg_stat_get_xact_numscans('conversations_waiting'::regclass) as scans`,
  );
  return Number(row?.scans);
}
