import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { claimQueuedMessage } from "@/db/queries/messages";
import { saveModelSettings, stopAutomaticAnswers } from "@/db/queries/model-settings";
import { findShownProposal } from "@/db/queries/proposals";
import { findReplyDecision } from "@/db/queries/reply-decisions";
import { activities, messages } from "@/db/schema";
import { cancelReply } from "@/lib/conversations/cancel-reply";
import { holdBackAutomatic } from "@/lib/conversations/hold-back-automatic";
import { queueReply } from "@/lib/conversations/queue-reply";
import { decideReply } from "@/lib/triage/decide-reply";
import { queueAutomaticAnswer } from "@/lib/triage/queue-automatic-answer";
import { createDraft } from "@/tests/support/factories/draft";
import { createMessage } from "@/tests/support/factories/message";
import { openReplyWorld, type ReplyWorld } from "./reply-world";

let world: ReplyWorld;
beforeEach(async () => {
  world = await openReplyWorld();
});

const queue = (proposalId: number) =>
  withCompany(world.companyId, (db) => queueAutomaticAnswer(db, { proposalId }));

async function answered() {
  const asked = await world.ask();
  const queued = await queue(await world.propose(asked.message));
  if ("stopped" in queued)
    throw new Error(JSON.stringify(queued.stopped?.gates.filter(({ passed }) => !passed)));
  return { ...asked, ...queued };
}

const answerByPerson = ({
  conversationId,
  customer,
}: {
  conversationId: number;
  customer: { address: string };
}) =>
  world.within((db) =>
    queueReply(db, {
      ...{
        conversationId,
        employeeId: world.employeeId,
        text: "Je regarde.",
        attachmentIds: [],
        undoSeconds: 0,
      },
      ...{ to: [{ name: "", address: customer.address }], cc: [], bcc: [] },
    }),
  );

const failedOf = async (messageId: number) => {
  const decision = await world.within((db) => findReplyDecision(db, messageId));
  return decision?.gates.filter(({ passed }) => !passed).map(({ gate }) => gate);
};

describe("putting an automatic answer in the outbox", () => {
  test("it goes to the asker alone, says what it is, waits in sight, and ends the proposal", async () => {
    const { message, conversationId, messageId, sendAt } = await answered();
    expect(sendAt.getTime() - Date.now()).toBeGreaterThan(20_000);
    const [row] = await world.within((db) => db.select().from(messages).where(eq(messages.id, messageId)));
    expect(row).toMatchObject({
      kind: "outbound",
      origin: "automatic",
      employeeId: null,
      delivery: "queued",
      subject: "Re: Où en est ma commande ?",
      senderName: "Service client",
      recipients: { to: [{ address: message.senderAddress }], cc: [], bcc: [] },
    });
    expect(row?.body).toMatch(
      /^Bonjour, votre commande part demain\.\n\nCette réponse a été écrite et envoyée automatiquement/,
    );
    expect(await world.within((db) => findShownProposal(db, conversationId))).toBeUndefined();
    const told = await world.within((db) =>
      db.select().from(activities).where(eq(activities.verb, "automaticQueued")),
    );
    expect(told).toMatchObject([{ actor: "model", employeeId: null, detail: { messageId } }]);
  });

  test("fifty who try at once send one", async () => {
    const { message } = await world.ask();
    const proposalId = await world.propose(message);
    const tries = await Promise.all(Array.from({ length: 50 }, () => queue(proposalId)));
    expect(tries.filter((one) => "messageId" in one)).toHaveLength(1);
    expect(await world.listAutomatic()).toHaveLength(1);
    expect(await world.countAnswers()).toBe(1);
  });

  test("fifty questions at once do not pass the company's cap", async () => {
    await world.within((db) => saveModelSettings(db, { caps: { companyPerHour: 7 } }));
    const proposalIds: number[] = [];
    for (let n = 0; n < 50; n++) proposalIds.push(await world.propose((await world.ask()).message));
    const tries = await Promise.all(proposalIds.map(queue));
    expect(tries.filter((one) => "messageId" in one)).toHaveLength(7);
    expect(await world.countAnswers()).toBe(7);
  });

  test("what stops it is kept as the decision, and the proposal stays for a person", async () => {
    const { message, conversationId } = await world.ask();
    const proposalId = await world.propose(message);
    await world.within((db) => saveModelSettings(db, { prompt: "Autre consigne." }));
    expect(await queue(proposalId)).toMatchObject({ stopped: { sends: false } });
    expect(await failedOf(message.id)).toEqual(["rehearsed"]);
    expect(await world.within((db) => findShownProposal(db, conversationId))).toMatchObject({
      id: proposalId,
    });
  });

  test("a person who answers at the same moment is the only one, or the second", async () => {
    const asked = await world.ask();
    const proposalId = await world.propose(asked.message);
    const [automatic] = await Promise.all([queue(proposalId), answerByPerson(asked)]);
    if ("messageId" in automatic) {
      await world.wait(automatic.messageId);
      expect(await world.within((db) => holdBackAutomatic(db, automatic.messageId))).toBe(true);
    }
    expect(await world.listAutomatic()).toEqual([]);
  });

  test("a second question waits for a person, and is answered again after one", async () => {
    const first = await answered();
    const second = await world.ask({
      ...first,
      message: { body: "Et quand arrive-t-elle exactement chez moi ?" },
    });
    expect(await queue(await world.propose(second.message))).toMatchObject({ stopped: { sends: false } });
    expect(await failedOf(second.message.id)).toEqual(["personSince"]);
    await answerByPerson(first);
    const { conversationId } = first;
    await world.within((db) =>
      db
        .update(messages)
        .set({ sentAt: new Date(Date.now() - 180_000) })
        .where(eq(messages.employeeId, world.employeeId)),
    );
    await world.within((db) =>
      db.execute("update proposals set settled_at = now(), outcome = 'discarded' where settled_at is null"),
    );
    const third = await world.ask({
      ...first,
      conversationId,
      message: { body: "Puis-je changer d'adresse de livraison ?" },
    });
    expect(await queue(await world.propose(third.message))).toHaveProperty("messageId");
  });

  test("one that did not leave keeps the next from being tried", async () => {
    const first = await answered();
    await world.within((db) =>
      db.update(messages).set({ delivery: "failed" }).where(eq(messages.id, first.messageId)),
    );
    const second = await world.ask({
      ...first,
      message: { body: "Bonjour, toujours pas de nouvelles de vous ?" },
    });
    await decideReply(world.companyId, second.message.id);
    expect(await failedOf(second.message.id)).toEqual(
      expect.arrayContaining(["lastAnswerLeft", "personSince"]),
    );
  });

  test("a message is decided again, and the last decision stands", async () => {
    const { message } = await world.ask();
    expect(await decideReply(world.companyId, message.id)).toMatchObject({ drafts: true, sends: true });
    await world.setFolder({ autoReply: "off" });
    expect(await decideReply(world.companyId, message.id)).toMatchObject({ drafts: false, sends: false });
    expect(await failedOf(message.id)).toEqual(["folderOn"]);
  });
});

describe("the last look before an automatic answer leaves", () => {
  const claim = (id: number) =>
    world.within(async (db) => ((await holdBackAutomatic(db, id)) ? undefined : claimQueuedMessage(db, id)));

  test("lets it go when nothing happened", async () => {
    const { messageId } = await answered();
    expect(await claim(messageId)).toBeUndefined();
    await world.wait(messageId);
    expect(await claim(messageId)).toMatchObject({ id: messageId, delivery: "sending" });
  });

  type Sent = Awaited<ReturnType<typeof answered>>;
  test.each<[string, string, (sent: Sent) => Promise<unknown>]>([
    ["a person answered", "answered", (sent) => answerByPerson(sent)],
    [
      "a person answered from their mail program",
      "answered",
      ({ conversationId }) =>
        world.within((db) => createMessage(db, { conversationId, kind: "outbound", delivery: "sent" })),
    ],
    [
      "a person is writing",
      "writing",
      ({ conversationId }) =>
        world.within((db) => createDraft(db, { conversationId, employeeId: world.employeeId })),
    ],
    [
      "the customer wrote again",
      "newerMessage",
      (sent) => world.ask({ ...sent, message: { body: "C'est bon, merci." } }),
    ],
    [
      "somebody stopped everything",
      "stopped",
      () => world.within((db) => stopAutomaticAnswers(db, world.employeeId)),
    ],
    [
      "the conversation is called spam",
      "closed",
      ({ conversationId }) => world.setConversation(conversationId, { status: "spam" }),
    ],
    [
      "it waited through a breakdown",
      "late",
      ({ messageId }) =>
        world.within((db) =>
          db.execute(
            `update automatic_answers set queued_at = now() - interval '7 hours' where message_id = ${messageId}`,
          ),
        ),
    ],
    ["the folder answers by itself no more", "folder", () => world.setFolder({ autoReply: "draft" })],
  ])("holds it back when %s", async (_, because, happen) => {
    const sent = await answered();
    await happen(sent);
    await world.wait(sent.messageId);
    expect(await claim(sent.messageId)).toBeUndefined();
    expect(await world.listAutomatic()).toEqual([]);
    const told = await world.within((db) =>
      db.select().from(activities).where(eq(activities.verb, "automaticHeldBack")),
    );
    expect(told).toMatchObject([{ detail: { because } }]);
    expect(await world.within((db) => findShownProposal(db, sent.conversationId))).toMatchObject({
      outcome: null,
    });
  });

  test("anybody may take it back, and it does not come again by itself", async () => {
    const { messageId, message, conversationId } = await answered();
    await world.within((db) => cancelReply(db, { messageId, employeeId: world.employeeId }));
    expect(await world.listAutomatic()).toEqual([]);
    const proposal = await world.within((db) => findShownProposal(db, conversationId));
    expect(await queue(proposal?.id ?? 0)).toMatchObject({ stopped: { sends: false } });
    expect(await failedOf(message.id)).toEqual(["lastAnswerLeft"]);
  });
});
