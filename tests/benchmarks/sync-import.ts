import { createCompany } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { closeConnections } from "@/db/connection";
import { integrations } from "@/db/schema";
import { closeParsers } from "@/lib/email/parser-pool";
import { collectAndCount } from "@/lib/intake/collect-and-count";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import { createIntegration } from "@/tests/support/factories/integration";

/** A program of its own: imports a mailbox as the product does, in steps, and prints each as a line of JSON. */
const [port = 0, ...steps] = process.argv.slice(2).map(Number);
const WARM_UP = 500;

await importSteps("warm-up", [WARM_UP]);
const { companyId, integrationId } = await importSteps("import", steps);
await pollInVain(companyId, integrationId);
print({ what: "memory", megabytes: Math.round(process.resourceUsage().maxRSS / 1024) });
await Promise.all([closeConnections(), closeParsers()]);

async function importSteps(what: string, sizes: number[]) {
  const owner = { name: "Bench", email: `${what}-${Date.now()}@bench.test`, passwordHash: "none" };
  const { companyId } = await createCompany({ name: what, locale: "fr", owner });
  const access = {
    imapHost: "127.0.0.1",
    imapPort: port,
    imapTls: "none",
    username: "",
    password: "x",
  } as const;
  const { id: integrationId } = await withCompany(companyId, (db) => createIntegration(db, { access }));
  let before = 0;
  for (const size of sizes) {
    await show(companyId, size);
    const startedAt = performance.now();
    const cpu = process.cpuUsage();
    const { received, duplicates, newsletters, setApart, failure } = await syncMailbox(
      companyId,
      integrationId,
    );
    const { user, system } = process.cpuUsage(cpu);
    const seconds = (performance.now() - startedAt) / 1000;
    const mails = received + duplicates + newsletters + setApart;
    if (failure || mails !== size - before) throw new Error(`${mails} of ${size - before} came: ${failure}`);
    print({ what, size, mails, seconds, cpuMs: (user + system) / 1000 });
    before = size;
  }
  return { companyId, integrationId };
}

/** The server shows as many mails as the user's name says. */
async function show(companyId: number, size: number): Promise<void> {
  await withCompany(companyId, async (db) => {
    const [row] = await db.select().from(integrations);
    await db.update(integrations).set({ settings: { ...row?.settings, username: `first-${size}` } });
  });
}

async function pollInVain(companyId: number, integrationId: number): Promise<void> {
  const POLLS = 30;
  await collectAndCount({ companyId, integrationId });
  const cpu = process.cpuUsage();
  for (let poll = 0; poll < POLLS; poll += 1) await collectAndCount({ companyId, integrationId });
  const { user, system } = process.cpuUsage(cpu);
  print({ what: "poll", cpuMs: (user + system) / 1000 / POLLS });
}

function print(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
