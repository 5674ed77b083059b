import fc from "fast-check";
import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import {
  type Arrival,
  type Intake,
  listConversations,
  openIntake,
  openIntakeOf,
} from "@/tests/support/arrivals";
import { createMessage } from "@/tests/support/factories/message";
import { listAllMessages } from "@/tests/support/mailbox";

const START = Date.UTC(2026, 10, 2, 9);
const at = (hours: number) => new Date(START + hours * 3_600_000);
const CLAIRE = "Claire Noël <claire@customer.test>";
const US = "support@atelier.test";

const receive = async (intake: Intake, arrivals: Arrival[]) => {
  await intake.keep(arrivals);
  return intake.receive();
};

const QUESTION: Arrival = { id: "q@customer.test", from: CLAIRE, subject: "Abat-jour fêlé", at: at(0) };
const ANSWER: Arrival = {
  id: "a@atelier.test",
  from: US,
  to: CLAIRE,
  inSent: true,
  subject: "Re: Abat-jour fêlé",
  inReplyTo: "q@customer.test",
  at: at(1),
};
const THANKS: Arrival = {
  id: "t@customer.test",
  from: CLAIRE,
  subject: "Re: Abat-jour fêlé",
  inReplyTo: "a@atelier.test",
  at: at(2),
};
const MORE: Arrival = {
  id: "m@customer.test",
  from: CLAIRE,
  subject: "Re: Abat-jour fêlé",
  inReplyTo: "t@customer.test",
  at: at(3),
};

const withReferences = (thread: Arrival[]): Arrival[] =>
  thread.map((mail, index) => ({ ...mail, references: thread.slice(0, index).map(({ id = "" }) => id) }));

const THREAD = [QUESTION, ANSWER, THANKS, MORE];

test.each([
  { name: "In-Reply-To alone", thread: THREAD },
  { name: "References too", thread: withReferences(THREAD) },
])(
  "a thread told by $name is one conversation, in whatever order and batches it comes",
  async ({ thread }) => {
    const order = fc.shuffledSubarray(thread, { minLength: thread.length });
    const cuts = fc.array(fc.boolean(), { minLength: thread.length, maxLength: thread.length });
    await fc.assert(
      fc.asyncProperty(order, cuts, async (mails, isCut) => {
        const intake = await openIntake();
        for (const [index, mail] of mails.entries()) {
          await intake.keep([mail]);
          if (isCut[index]) await intake.receive();
        }
        await intake.receive();

        const conversations = await listConversations(intake);
        expect(conversations).toMatchObject([
          {
            subject: expect.stringContaining("Abat-jour fêlé"),
            customer: "claire@customer.test",
            messages: 4,
            waitingSince: at(2),
            firstMessageAt: at(0),
            lastMessageAt: at(3),
            firstReplyAt: at(1),
            unread: true,
            status: expect.stringMatching(/^(?:new|in_progress)$/),
          },
        ]);
        const messages = await listAllMessages(intake);
        expect(messages.map(({ emailId }) => emailId)).toEqual(thread.map(({ id }) => id));
      }),
      { numRuns: 25 },
    );
  },
  60_000,
);

test("a colleague on copy whose answer comes before the question joins it", async () => {
  const intake = await openIntake();
  const bruno = "Bruno <bruno@customer.test>";
  await receive(intake, [
    { ...THANKS, id: "b@customer.test", from: bruno, to: `${US}, ${CLAIRE}`, inReplyTo: "q@customer.test" },
  ]);
  await receive(intake, [{ ...QUESTION, cc: bruno }]);

  expect(await listConversations(intake)).toMatchObject([{ messages: 2 }]);
});

test("an answer written in another mail program ends the waiting, and shows as read", async () => {
  const intake = await openIntake();
  await receive(intake, [QUESTION]);
  expect(await listConversations(intake)).toMatchObject([
    { status: "new", unread: true, waitingSince: at(0) },
  ]);

  const { messageIds } = await receive(intake, [ANSWER]);

  expect(messageIds).toEqual([]);
  expect(await listConversations(intake)).toMatchObject([
    { status: "in_progress", unread: false, waitingSince: null, firstReplyAt: at(1) },
  ]);
});

test("our own message, sent from here, is recognised in the Sent folder and in a copy to ourselves", async () => {
  const intake = await openIntake();
  await receive(intake, [QUESTION]);
  const [conversation] = await listConversations(intake);
  const sent = { kind: "outbound", emailId: "ours@atelier.test", delivery: "sent" } as const;
  const { id } = await withCompany(intake.companyId, (db) =>
    createMessage(db, {
      conversationId: conversation?.id ?? 0,
      integrationId: intake.integrationId,
      contentHash: null,
      ...sent,
    }),
  );

  await receive(intake, [
    { ...ANSWER, id: "ours@atelier.test" },
    { ...ANSWER, id: "ours@atelier.test", inSent: false, cc: US },
  ]);

  const messages = await listAllMessages(intake);
  expect(messages.filter(({ emailId }) => emailId === "ours@atelier.test")).toMatchObject([{ id }]);
});

test("whoever writes with our address in From is not taken for us", async () => {
  const intake = await openIntake();
  await receive(intake, [QUESTION]);

  const { messageIds } = await receive(intake, [{ ...ANSWER, id: "forged@evil.test", inSent: false }]);

  expect(messageIds).toHaveLength(1);
  const forged = (await listAllMessages(intake)).find(({ emailId }) => emailId === "forged@evil.test");
  expect(forged).toMatchObject({ kind: "inbound", sender: US });
  expect(await listConversations(intake)).toMatchObject([{ waitingSince: at(0), unread: true }]);
});

test("a stranger who names a mail of the thread joins it visibly, under their own name", async () => {
  const intake = await openIntake();
  await receive(intake, [QUESTION]);
  await receive(intake, [
    { ...THANKS, id: "s@stranger.test", from: "s@stranger.test", inReplyTo: "q@customer.test" },
  ]);

  expect(await listConversations(intake)).toMatchObject([{ customer: "claire@customer.test", messages: 2 }]);
  expect((await listAllMessages(intake)).map(({ sender }) => sender)).toEqual([
    "claire@customer.test",
    "s@stranger.test",
  ]);
});

test("five strangers who answer a mail that nobody here has seen are five conversations", async () => {
  const intake = await openIntake();
  const strangers = [1, 2, 3, 4, 5].map((n) => ({
    id: `r${n}@customer.test`,
    from: `person-${n}@customer.test`,
    subject: "Re: Nos nouveautés",
    inReplyTo: "newsletter@elsewhere.test",
  }));
  await receive(intake, strangers);

  expect(await listConversations(intake)).toHaveLength(5);
});

test("the same Message-ID with other content is another mail", async () => {
  const intake = await openIntake();
  await receive(intake, [
    { id: "scan@printer.test", text: "Page 1" },
    { id: "scan@printer.test", text: "Page 2" },
    { id: "scan@printer.test", text: "Page 1" },
  ]);

  expect((await listAllMessages(intake)).map(({ body }) => body.trim())).toEqual(["Page 1", "Page 2"]);
});

test("mails without Message-ID are told apart by their content", async () => {
  const intake = await openIntake();
  await receive(intake, [{ text: "Un" }, { text: "Deux" }, { text: "Un" }]);

  expect((await listAllMessages(intake)).map(({ body }) => body.trim())).toEqual(["Un", "Deux"]);
});

test.each([
  ["Re: Abat-jour fêlé", 1],
  ["Abat-jour fêlé", 2],
  ["Re: Commande", 2],
])("a mail that names no other and says %j makes %i of two conversations", async (subject, conversations) => {
  const intake = await openIntake();
  const first = subject.includes("Commande") ? "Commande" : "Abat-jour fêlé";
  await receive(intake, [{ id: "1@customer.test", subject: first, at: at(0) }]);
  await receive(intake, [{ id: "2@customer.test", subject, at: at(30) }]);

  expect(await listConversations(intake)).toHaveLength(conversations);
});

test("the same answer in two of our mailboxes joins what we sent, and each question stays where it came", async () => {
  const support = await openIntake();
  const sales = await openIntakeOf(support.companyId, "sales@atelier.test");
  await receive(support, [QUESTION]);
  await receive(sales, [{ ...QUESTION, to: "sales@atelier.test" }]);
  expect(await listConversations(support)).toHaveLength(2);

  await receive(support, [ANSWER]);
  await receive(sales, [{ ...THANKS, to: "sales@atelier.test" }]);

  expect(await listConversations(support)).toMatchObject([{ messages: 3 }, { messages: 1 }]);
});
