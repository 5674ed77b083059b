import { eq } from "drizzle-orm";
import { people } from "@/db/schema";
import { DEMO_ACCOUNT } from "@/lib/auth/demo-account";
import { hashPassword } from "@/lib/auth/passwords";
import { syncMailbox } from "@/lib/intake/sync-mailboxes";
import type { DemoWorld } from "@/tests/support/demo-world";
import { findFirstCompanyId } from "./across-companies";
import { owner } from "./connection";
import { arrangeHistory } from "./seed/arrange";
import { type DemoCompany, findDemo, makeCompany } from "./seed/company";
import { countTold } from "./seed/count-told";
import { connectMailboxes, restoreMailboxes } from "./seed/mailboxes";
import { connectDemoModel, writeArticles } from "./seed/model";
import { connectNumbers } from "./seed/numbers";
import { writeOddMails, writeRobotMails } from "./seed/odd-mails";
import { planChats } from "./seed/plan-chats";
import { planThreads } from "./seed/plan-threads";
import { writeChats } from "./seed/write-chats";
import { type PostedMail, writeMails } from "./seed/write-mails";

/** The database holds a real company, beside which a demo with a known password has no place. */
export class DatabaseInUse extends Error {}

/**
 * Writes the demo company through the product's own intake: its past mails lie in the world's mailboxes and are
 * collected, received and filed like any others. Once it is written, a later call only brings its mailboxes and numbers
 * back.
 * Answers who signs in. Throws DatabaseInUse when there is another company.
 */
export async function seedDemo(world: DemoWorld): Promise<{ email: string; password: string }> {
  const known = await findDemo();
  if (!known && (await findFirstCompanyId())) throw new DatabaseInUse();
  if (known?.finished) await restore(known.companyId, world);
  else await writeDemo(world);
  return { email: DEMO_ACCOUNT.email, password: DEMO_ACCOUNT.password };
}

async function restore(companyId: number, world: DemoWorld): Promise<void> {
  await restoreMailboxes(companyId, world);
  await connectNumbers(companyId, world);
  await connectDemoModel(companyId, world);
  world.skip(await countTold(companyId));
}

async function writeDemo(world: DemoWorld): Promise<void> {
  const now = new Date();
  const demo = await makeCompany();
  const integrationIds = await connectMailboxes(demo.companyId, world);
  const channelIds = await connectNumbers(demo.companyId, world);
  const [threads, chats] = [planThreads(now), planChats(now)];
  const intake = { world, demo, integrationIds };
  await takeIn(intake, [...(await writeMails(threads)), ...writeOddMails(now)]);
  await takeIn(intake, writeRobotMails(threads));
  await writeChats({ world, demo, channelIds }, chats);
  await arrangeHistory(demo, { threads, chats, now });
  await connectDemoModel(demo.companyId, world);
  await writeArticles(demo.companyId, demo.employees.get(DEMO_ACCOUNT.name) ?? 0);
  await openDoor();
}

interface Intake {
  world: DemoWorld;
  demo: DemoCompany;
  integrationIds: Map<string, number>;
}

async function takeIn({ world, demo, integrationIds }: Intake, mails: PostedMail[]): Promise<void> {
  const inOrder = mails.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const { address, imap } of world.mailboxes) {
    for (const { folder, at, raw } of inOrder.filter(({ box }) => box === address)) {
      await imap.deliver(raw, { folder, date: at, flags: ["\\Seen"] });
    }
    await syncMailbox(demo.companyId, integrationIds.get(address) ?? 0);
  }
}

// Last of all: an account without a password marks a demo that was interrupted while it was written.
async function openDoor(): Promise<void> {
  const passwordHash = await hashPassword(DEMO_ACCOUNT.password);
  await owner().database.update(people).set({ passwordHash }).where(eq(people.email, DEMO_ACCOUNT.email));
}
