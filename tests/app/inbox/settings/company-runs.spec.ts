import { beforeAll, expect, test } from "vitest";
import { findCompanyRun, listCompanyRuns } from "@/app/inbox/settings/runs/company-runs";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { sendEvents } from "@/inngest/embedded/send";
import { newRunId } from "@/inngest/embedded/start-run";
import { createCompany } from "@/tests/support/factories/company";

const sql = jobsDatabase();
let first: number;

/** A run that ended, of an event with this data. */
async function createRun(data: object, status = "completed"): Promise<string> {
  const [eventId = ""] = await sendEvents(sql, [{ name: "messages/received", data }]);
  const id = newRunId();
  await sql`
    insert into jobs.runs (id, function_id, event_id, status, ended_at)
    values (${id}, 'inbox-triage-messages', ${eventId}, ${status}, now())`;
  return id;
}

beforeAll(async () => {
  first = (await createCompany()).companyId;
});

test("the only company of an installation also sees the runs that are about none", async () => {
  const [own, general] = [await createRun({ companyId: first }), await createRun({})];
  const { runs } = await listCompanyRuns(first, {});
  expect(runs.map((run) => run.id)).toEqual([general, own]);
  expect((await findCompanyRun(first, general))?.id).toBe(general);
});

test("with two companies each sees the runs about itself, and no other", async () => {
  const second = (await createCompany()).companyId;
  const [of1, of2] = [
    await createRun({ companyId: first }),
    await createRun({ companyId: second }, "failed"),
  ];
  const general = await createRun({});
  const { runs } = await listCompanyRuns(second, {});
  expect(runs.map((run) => run.id)).toEqual([of2]);
  expect(await findCompanyRun(second, of1)).toBeUndefined();
  expect(await findCompanyRun(first, of2)).toBeUndefined();
  expect(await findCompanyRun(second, general)).toBeUndefined();
  expect((await findCompanyRun(second, of2))?.status).toBe("failed");
  expect(await findCompanyRun(second, "../none")).toBeUndefined();
});

test("runs come in pages, newest first, each once, also while new ones begin", async () => {
  const company = (await createCompany()).companyId;
  const made: string[] = [];
  for (let run = 0; run < 60; run++) made.push(await createRun({ companyId: company }));
  const page = await listCompanyRuns(company, {});
  expect(page).toMatchObject({ more: true });
  await createRun({ companyId: company });
  const rest = await listCompanyRuns(company, { before: page.runs.at(-1)?.id });
  expect(rest.more).toBe(false);
  expect([...page.runs, ...rest.runs].map((run) => run.id).sort()).toEqual(made.sort());
});

test("a state narrows the list", async () => {
  const company = (await createCompany()).companyId;
  const failed = await createRun({ companyId: company }, "failed");
  await createRun({ companyId: company });
  const { runs } = await listCompanyRuns(company, { status: "failed" });
  expect(runs.map((run) => run.id)).toEqual([failed]);
});
