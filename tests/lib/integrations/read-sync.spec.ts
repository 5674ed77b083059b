import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { finishSync, recordProgress, startSync } from "@/db/queries/syncs";
import { readSync } from "@/lib/integrations/read-sync";
import { type Intake, openIntake } from "@/tests/support/arrivals";

const stateOf = ({ companyId, integrationId }: Intake) =>
  withCompany(companyId, (db) => readSync(db, integrationId));

test("a sync tells how far it is, and at its end what it brought", async () => {
  const intake = await openIntake();
  const { companyId, integrationId } = intake;
  expect(await stateOf(intake)).toEqual({ running: null, last: null });

  await intake.keep([{ id: "before@customer.test" }]);
  await intake.receive();
  const syncId = await withCompany(companyId, async (db) => {
    const rows = await db.execute<{ id: string }>(sql`select max(id) as id from inbound_emails`);
    return startSync(db, integrationId, Number(rows[0]?.id));
  });
  await intake.keep([{ id: "1@customer.test" }, { id: "2@customer.test" }, { id: "before@customer.test" }]);
  await withCompany(companyId, (db) => recordProgress(db, syncId, { found: 3, kept: 3 }));
  expect(await stateOf(intake)).toEqual({ running: { found: 3, settled: 0 }, last: null });

  await intake.receive();
  expect(await stateOf(intake)).toMatchObject({ running: { found: 3, settled: 3 } });

  await withCompany(companyId, (db) => finishSync(db, syncId, null));
  expect(await stateOf(intake)).toEqual({
    running: null,
    last: { received: 2, duplicates: 1, newsletters: 0, setApart: 0, failure: null },
  });
});

test("a sync whose process died does not run for ever", async () => {
  const intake = await openIntake();
  await withCompany(intake.companyId, async (db) => {
    const id = await startSync(db, intake.integrationId, 0);
    await db.execute(sql`update syncs set started_at = now() - interval '61 minutes' where id = ${id}`);
  });
  expect(await stateOf(intake)).toMatchObject({ running: null });
});
