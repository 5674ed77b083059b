import { beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listMerges } from "@/db/queries/customer-merges";
import { readCustomerPanel } from "@/db/queries/customer-panel";
import { customerAddresses } from "@/db/schema";
import { mergeCustomers } from "@/lib/customers/merge-customers";
import { splitCustomers } from "@/lib/customers/split-customers";
import { suggestTwins } from "@/lib/customers/suggest-twins";
import { createCompany } from "@/tests/support/factories/company";
import { createConversation } from "@/tests/support/factories/conversation";
import { createCustomer } from "@/tests/support/factories/customer";
import { createMessage } from "@/tests/support/factories/message";

type Db = Parameters<Parameters<typeof withCompany>[1]>[0];

let world: Awaited<ReturnType<typeof openWorld>>;
beforeEach(async () => {
  world = await openWorld();
});

/** Camille by mail, and a number that nobody has named yet; each with a conversation. */
async function openWorld() {
  const { companyId, employeeId } = await createCompany();
  const of = <Value>(run: (db: Db) => Promise<Value>) => withCompany(companyId, run);
  const made = await of(async (db) => {
    const camille = await createCustomer(db, { address: "camille@lune.test" });
    const number = await createCustomer(db, {
      name: "+33612345678",
      organization: "Lune",
      address: "n@lune.test",
    });
    await db
      .insert(customerAddresses)
      .values({ companyId, kind: "phone", address: "+33612345678", customerId: number.id });
    const mail = await createConversation(db, { customerId: camille.id });
    const sms = await createConversation(db, { customerId: number.id, subject: "Bonjour" });
    return { camille, number, mail, sms };
  });
  const panel = (id: number) => of((db) => readCustomerPanel(db, id));
  const merge = (keptId: number, mergedId: number) =>
    of((db) => mergeCustomers(db, { keptId, mergedId, employeeId }));
  const split = (activityId: number) => of((db) => splitCustomers(db, { activityId, employeeId }));
  return { ...made, companyId, employeeId, of, panel, merge, split };
}

test("two customers become one, with the addresses and the conversations of both", async () => {
  const { camille, number, mail, sms, merge, panel } = world;
  await merge(camille.id, number.id);
  const { addresses, history, customer } = await panel(camille.id);
  expect(addresses.map(({ address }) => address)).toEqual([
    "camille@lune.test",
    "n@lune.test",
    "+33612345678",
  ]);
  expect(history.map(({ id }) => id).toSorted()).toEqual([mail.id, sms.id].toSorted());
  expect(customer).toMatchObject({ name: "Camille Renaud", organization: "Lune" });
  expect((await panel(number.id)).addresses).toEqual([]);
});

test("a name counts more than the number that stood in for one", async () => {
  const { camille, number, merge, panel } = world;
  await merge(number.id, camille.id);
  expect((await panel(number.id)).customer.name).toBe("Camille Renaud");
});

test("taking it back restores addresses, conversations and names", async () => {
  const { camille, number, sms, merge, split, panel, of } = world;
  const before = [await panel(camille.id), await panel(number.id)];
  const activityId = await merge(camille.id, number.id);
  expect(await of((db) => listMerges(db, camille.id))).toMatchObject([
    { activityId, mergedId: number.id, mergedName: "+33612345678", conversationIds: [sms.id] },
  ]);
  await split(activityId);
  expect([await panel(camille.id), await panel(number.id)]).toEqual(before);
  expect(await of((db) => listMerges(db, camille.id))).toEqual([]);
});

test("what somebody began since goes back with the address they wrote from, and a name given since stays", async () => {
  const { camille, number, merge, split, panel, of } = world;
  const activityId = await merge(camille.id, number.id);
  const later = await of(async (db) => {
    const conversation = await createConversation(db, { customerId: camille.id });
    await createMessage(db, { conversationId: conversation.id, senderAddress: "+33612345678" });
    await db.execute(`update customers set name = 'Camille R.' where id = ${camille.id}`);
    return conversation;
  });
  await split(activityId);
  expect((await panel(number.id)).history.map(({ id }) => id)).toContain(later.id);
  expect((await panel(camille.id)).customer.name).toBe("Camille R.");
});

test("nobody is merged with themselves, twice, or with another company's customer", async () => {
  const { camille, number, merge, split } = world;
  const other = await openWorld();
  await expect(merge(camille.id, camille.id)).rejects.toThrow("customerGone");
  await expect(merge(camille.id, other.camille.id)).rejects.toThrow("customerGone");
  const activityId = await merge(camille.id, number.id);
  await expect(merge(camille.id, number.id)).rejects.toThrow("customerGone");
  await expect(other.split(activityId)).rejects.toThrow("mergeGone");
  await split(activityId);
  await expect(split(activityId)).rejects.toThrow("mergeGone");
});

test("of two people who merge the same two at once, one does", async () => {
  const { camille, number, merge } = world;
  const both = await Promise.allSettled([merge(camille.id, number.id), merge(number.id, camille.id)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a twin is suggested when a number is signed with, or a namesake has the same domain", async () => {
  const { camille, number, mail, of } = world;
  const namesake = await of(async (db) => {
    await createMessage(db, {
      conversationId: mail.id,
      body: "Bonjour, où en est-elle ?\n\nCamille Renaud\n06 12 34 56 78",
    });
    await createCustomer(db, { address: "camille@elsewhere.test" });
    return createCustomer(db, { name: "camille renaud", address: "c.renaud@lune.test" });
  });
  expect(await of((db) => suggestTwins(db, camille.id))).toMatchObject([
    { customerId: number.id, because: "number" },
    { customerId: namesake.id, because: "name" },
  ]);
  expect(await of((db) => suggestTwins(db, number.id))).toEqual([]);
});
