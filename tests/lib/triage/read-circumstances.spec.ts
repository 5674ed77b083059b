import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { findMessage } from "@/db/queries/messages";
import { customerAddresses, integrations, type Message } from "@/db/schema";
import { makeEmailId } from "@/lib/email/smtp";
import { env } from "@/lib/env";
import { decideReply } from "@/lib/triage/decide-reply";
import { queueAutomaticAnswer } from "@/lib/triage/queue-automatic-answer";
import { createClassification } from "@/tests/support/factories/classification";
import { createConversation } from "@/tests/support/factories/conversation";
import { createDraft } from "@/tests/support/factories/draft";
import { createIntegration } from "@/tests/support/factories/integration";
import { createMessage } from "@/tests/support/factories/message";
import { openReplyWorld, type ReplyWorld } from "./reply-world";

let world: ReplyWorld;
beforeEach(async () => {
  world = await openReplyWorld({ address: `contact-${Math.random().toString(36).slice(2)}@atelier.test` });
});

const failedOf = async ({ id }: Pick<Message, "id">) => {
  const { gates } = await decideReply(world.companyId, id);
  return gates
    .filter(({ passed }) => !passed)
    .map(({ gate, detail }) => (detail === undefined ? gate : `${gate}:${detail}`));
};

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

describe("what is read around a mail", () => {
  test.each<[string, () => Promise<Partial<Message>>, string[]]>([
    ["nothing of note", async () => ({}), []],
    ["an age of two days", async () => ({ sentAt: hoursAgo(49) }), ["fresh:49"]],
    [
      "an age older than the mailbox",
      async () => ({ sentAt: hoursAgo(24 * 40) }),
      ["notImported", "fresh:960"],
    ],
    [
      "a blind copy",
      async () => ({ recipients: { to: [{ name: "", address: "autre@ailleurs.test" }], cc: [], bcc: [] } }),
      ["addressedToUs"],
    ],
    [
      "our address in Cc, with a tag",
      async () => ({
        recipients: {
          to: [],
          cc: [{ name: "", address: world.integration.address.toUpperCase().replace("@", "+shop@") }],
          bcc: [],
        },
      }),
      [],
    ],
    [
      "our own address",
      async () => ({ senderAddress: world.integration.address }),
      ["notOurs:address", "fromCustomer"],
    ],
    [
      "a colleague's",
      async () => ({ senderAddress: "paul@atelier.test" }),
      ["notOurs:domain", "fromCustomer"],
    ],
    [
      "an id of ours",
      async () => ({ emailId: makeEmailId("atelier.test", env.NEXTAUTH_SECRET) }),
      ["notOurs:messageId"],
    ],
    ["somebody else of the thread", async () => ({ senderAddress: "other@customer.test" }), ["fromCustomer"]],
    ["no proof of the sender", async () => ({ dmarc: null }), ["senderProven:unknown"]],
    [
      "proof that it is forged",
      async () => ({ dmarc: "fail", answerable: false, unanswerableBecause: ["dmarc-fail"] }),
      ["senderProven:fail"],
    ],
    ["a file", async () => ({ attachmentCount: 1 }), ["noFiles:1"]],
  ])("finds %s", async (_, told, expected) => {
    const { message } = await world.ask({ message: await told() });
    expect(await failedOf(message)).toEqual(expected);
  });

  test("finds that a person answered this customer before, elsewhere too", async () => {
    const { customer, conversationId } = await world.ask({ message: { sentAt: hoursAgo(30) } });
    const outbound = { kind: "outbound" as const, delivery: "sent" as const, sentAt: hoursAgo(29) };
    await world.within((db) => createMessage(db, { conversationId, ...outbound }));
    const { message } = await world.ask({ customer, message: { dmarc: "none" } });
    expect(await failedOf(message)).toEqual([]);
  });

  test("finds who is writing, but not what lies there since yesterday or says nothing", async () => {
    const { message, conversationId } = await world.ask();
    const { employeeId } = world;
    await world.within((db) => createDraft(db, { conversationId, employeeId, savedAt: hoursAgo(20) }));
    await world.within((db) => createDraft(db, { conversationId, employeeId, kind: "note" }));
    expect(await failedOf(message)).toEqual([]);
    await world.within((db) =>
      db.execute("update drafts set saved_at = now(), body = '  ' where kind = 'reply'"),
    );
    expect(await failedOf(message)).toEqual([]);
    await world.within((db) => db.execute("update drafts set body = 'Bonjour' where kind = 'reply'"));
    expect(await failedOf(message)).toEqual(["nobodyAnswering:writing"]);
  });

  test("finds what a classifier made of it", async () => {
    const { message, conversationId } = await world.ask();
    const judged = { messageId: message.id, conversationId, urgent: true, intent: "complaint" as const };
    await world.within((db) => createClassification(db, judged));
    expect(await failedOf(message)).toEqual(["notUrgent", "noComplaint"]);
  });

  test("finds a newer message, but not a reaction", async () => {
    const { message, ...rest } = await world.ask();
    await world.ask({ ...rest, message: { content: { reaction: { emoji: "👍", to: "x" } } as never } });
    expect(await failedOf(message)).toEqual([]);
    await world.ask({ ...rest, message: { body: "J'ajoute une chose." } });
    expect(await failedOf(message)).toEqual(["lastMessage"]);
  });
});

describe("what is read around a message of a telephone", () => {
  async function askByPhone(source: "sms" | "whatsapp", message: Partial<Message> = {}) {
    const address = message.senderAddress ?? `+3361${String(Math.random()).slice(2, 9)}`;
    return world.within(async (db) => {
      const settings = { api: "messages" };
      const createdAt = hoursAgo(100);
      const number = await createIntegration(db, {
        source,
        address: `+33700${String(Math.random()).slice(2, 7)}`,
        name: "Boutique",
        settings,
        createdAt,
      });
      const { customer } = await world.ask();
      await db
        .insert(customerAddresses)
        .values({ companyId: db.companyId, kind: "phone", address, customerId: customer.id });
      const filed = { folderId: world.folderId, filedBy: "rule" as const, subject: "" };
      const { id: conversationId } = await createConversation(db, {
        customerId: customer.id,
        integrationId: number.id,
        source,
        ...filed,
      });
      const written = {
        dmarc: null,
        emailId: null,
        subject: "",
        body: "Vous ouvrez samedi ?",
        senderAddress: address,
      };
      return createMessage(db, { conversationId, integrationId: number.id, ...written, ...message });
    });
  }

  const answer = async (message: Message) => {
    const proposalId = await world.propose(message);
    const queued = await withCompany(world.companyId, (db) => queueAutomaticAnswer(db, { proposalId }));
    if ("stopped" in queued)
      throw new Error(JSON.stringify(queued.stopped?.gates.filter(({ passed }) => !passed)));
    return world.within((db) => findMessage(db, queued.messageId));
  };

  test.each(["sms", "whatsapp"] as const)(
    "a question by %s is answered to the number alone, and says what it is",
    async (source) => {
      const message = await askByPhone(source);
      expect(await answer(message)).toMatchObject({
        recipients: { to: [{ address: message.senderAddress }], cc: [], bcc: [] },
        ...{ subject: "", emailId: null, origin: "automatic", senderName: "Boutique" },
        body: "Bonjour, votre commande part demain.\n\nRéponse automatique. Répondez pour joindre une personne.",
      });
    },
  );

  test("nobody is written to who wants no SMS, or has no number", async () => {
    const message = await askByPhone("sms");
    await world.within((db) =>
      db
        .update(customerAddresses)
        .set({ optedOutAt: new Date() })
        .where(eq(customerAddresses.address, message.senderAddress)),
    );
    expect(await failedOf(message)).toEqual(["reachable:customerOptedOut"]);
    expect(await failedOf(await askByPhone("sms", { senderAddress: "OVH" }))).toEqual([
      "reachable:senderUnanswerable",
    ]);
  });

  test("nobody is written to on WhatsApp after a day", async () => {
    const message = await askByPhone("whatsapp", { sentAt: hoursAgo(25) });
    expect(await failedOf(message)).toEqual(["reachable:whatsappWindowClosed"]);
  });

  test("a webhook without a way back gets no answer", async () => {
    const { message } = await world.ask({ message: { dmarc: null } });
    await world.within((db) =>
      db
        .update(integrations)
        .set({ source: "webhook", settings: {} })
        .where(eq(integrations.id, world.integration.id)),
    );
    expect(await failedOf(message)).toEqual(["reachable:webhookWithoutCallback"]);
  });
});
