import { describe, expect, it } from "vitest";
import { catalogues } from "@/lib/i18n/catalogue";
import { decideAutoReply, type GateName } from "@/lib/triage/decide-auto-reply";
import type { Circumstances, ReplyPolicy } from "@/lib/triage/reply-circumstances";
import { facts, minutesAgo, NOW, policy } from "./reply-facts";

type Told = Parameters<typeof facts>[0];
const failedOf = (circumstances: Circumstances, wanted: ReplyPolicy) =>
  decideAutoReply(circumstances, wanted).gates.filter(({ passed }) => !passed);

const judged = (one: Partial<NonNullable<Circumstances["judged"]>>) => ({
  judged: { urgent: false, spam: false, intent: null, ...one },
});
const signs = (...signals: string[]): Told => ({ message: { answerable: false, signals } });

describe("whether a machine may answer", () => {
  it("lets an ordinary question be answered, and says that every gate was asked", () => {
    const decided = decideAutoReply(facts(), policy());
    expect(decided).toMatchObject({ drafts: true, sends: true });
    expect(decided.gates.length).toBeGreaterThan(35);
    expect(decided.gates.every(({ passed }) => passed)).toBe(true);
  });

  it("asks the same gates in the same order, whatever it is told", () => {
    const names = (one: ReturnType<typeof decideAutoReply>) => one.gates.map(({ gate }) => gate);
    const bad = facts({ ...signs("auto-submitted", "spam"), isAddressedToUs: false });
    expect(names(decideAutoReply(bad, policy({ mode: "off", isStopped: true })))).toEqual(
      names(decideAutoReply(facts(), policy())),
    );
  });

  it("has words for every gate in both languages", () => {
    for (const { gate } of decideAutoReply(facts(), policy()).gates) {
      expect(catalogues.fr.inbox.gates, gate).toHaveProperty([gate, "failed"]);
      expect(catalogues.en.inbox.gates, gate).toHaveProperty([gate, "failed"]);
    }
  });

  const NEITHER: [string, GateName, Told, Partial<ReplyPolicy>?][] = [
    ["the model has no key", "modelOn", {}, { modelOff: "noKey" }],
    ["the month's budget is used", "modelOn", {}, { modelOff: "overBudget" }],
    ["the folder does not answer", "folderOn", {}, { mode: "off" }],
    ["the company wrote no prompt", "promptWritten", {}, { hasPrompt: false }],
    ["the message is ours", "customerMessage", { message: { isInbound: false } }],
    ["Auto-Submitted says a machine", "notMachine", signs("auto-submitted")],
    ["it is a note of absence", "notMachine", signs("away")],
    ["the return path is empty", "notMachine", signs("null-return-path")],
    ["a no-reply address wrote", "notMachine", signs("robot-sender")],
    ["it is a delivery report", "notMachine", signs("report")],
    ["it is a bounce by its words", "notMachine", signs("bounce")],
    ["it came through a list", "notMachine", signs("list-id")],
    ["its precedence is bulk", "notMachine", signs("precedence")],
    ["it went through this before", "notMachine", signs("loop")],
    ["it has two senders", "notMachine", signs("several-senders")],
    ["it is automatic without a sign", "notMachine", { message: { origin: "automatic", answerable: false } }],
    ["it is a newsletter", "notMachine", { message: { origin: "newsletter", answerable: false } }],
    ["it comes from one of our addresses", "notOurs", { sender: { ours: "address" } }],
    ["it pretends to", "notOurs", signs("ours")],
    ["a filter calls it spam", "notSpam", signs("spam")],
    ["the conversation is spam", "notSpam", { conversation: { status: "spam" } }],
    ["the model calls it spam", "notSpam", judged({ spam: true })],
    ["its sender is forged", "senderProven", { message: { dmarc: "fail" } }],
    [
      "a forged sender is one who was answered",
      "senderProven",
      { message: { dmarc: "fail" }, sender: { wasAnsweredBefore: true } },
    ],
    ["the customer wants no SMS", "reachable", { sender: { unreachable: "customerOptedOut" } }],
    ["the WhatsApp window is closed", "reachable", { sender: { unreachable: "whatsappWindowClosed" } }],
    [
      "it lay there before the mailbox was connected",
      "notImported",
      { connectedAt: NOW, message: { receivedAt: minutesAgo(5) } },
    ],
    ["the conversation is resolved", "stillOpen", { conversation: { status: "resolved" } }],
    ["a person has answered it", "notAnswered", { conversation: { answeredBy: "person" } }],
    ["a machine has answered it", "notAnswered", { conversation: { answeredBy: "machine" } }],
    ["the customer wrote again since", "lastMessage", { conversation: { hasNewerMessage: true } }],
    ["the customer only says thank you", "asksSomething", judged({ intent: "thanks" })],
  ];
  it.each(NEITHER)("neither drafts nor sends when %s", (_, gate, told, wanted = {}) => {
    const decided = decideAutoReply(facts(told), policy(wanted));
    expect(decided).toMatchObject({ drafts: false, sends: false });
    expect(decided.gates.find((one) => one.gate === gate)).toMatchObject({ passed: false });
  });

  const DRAFTS: [string, GateName, Told, Partial<ReplyPolicy>?][] = [
    ["the folder wants a person to look", "folderAutomatic", {}, { mode: "draft" }],
    ["the folder's answers were not rehearsed", "rehearsed", {}, { isRehearsed: false }],
    ["somebody stopped everything", "notStopped", {}, { isStopped: true }],
    ["the shop is closed and answers when open", "hours", {}, openAt({ from: 660, to: 1080 }, "open")],
    ["the shop is open and answers when closed", "hours", {}, openAt({ from: 540, to: 1080 }, "closed")],
    ["no hours were given", "hours", {}, { replyHours: "open" }],
    ["Exchange asks for no automatic answer", "noDoubt", signs("auto-response-suppress")],
    ["a form on a website wrote", "noDoubt", signs("contact-form", "robot-sender")],
    ["it was sent in bulk", "noDoubt", signs("list-unsubscribe")],
    ["only half of it came", "noDoubt", { message: { answerable: false } }],
    ["the answer is wanted elsewhere", "noDoubt", signs("reply-elsewhere")],
    ["a colleague wrote", "notOurs", { sender: { ours: "domain" } }],
    ["it bears an id of ours", "notOurs", { sender: { ours: "messageId" } }],
    ["nothing proves the sender", "senderProven", { message: { dmarc: "none" } }],
    ["the server says nothing of the sender", "senderProven", { message: { dmarc: null } }],
    [
      "a server on the way calls it forged",
      "senderProven",
      { message: { dmarc: "pass", answerable: false, signals: ["dmarc-fail"] } },
    ],
    ["somebody else wrote in the conversation", "fromCustomer", { sender: { isCustomer: false } }],
    ["we were sent a blind copy", "addressedToUs", { isAddressedToUs: false }],
    ["it is two days old", "fresh", { message: { receivedAt: minutesAgo(48 * 60) } }],
    [
      "a person answered a minute ago",
      "nobodyAnswering",
      { conversation: { personAnsweredAt: minutesAgo(1) } },
    ],
    ["a person is writing", "nobodyAnswering", { conversation: { draftSavedAt: minutesAgo(1.9) } }],
    [
      "the last automatic answer did not leave",
      "lastAnswerLeft",
      { conversation: { hasTroubledAnswer: true } },
    ],
    ["the last one was taken back", "lastAnswerLeft", { conversation: { wasTakenBack: true } }],
    ["a machine spoke last", "personSince", { conversation: { automaticSincePerson: 1 } }],
    ["it is urgent", "notUrgent", judged({ urgent: true })],
    ["a person called it urgent", "notUrgent", { conversation: { status: "urgent" } }],
    ["it is a complaint", "noComplaint", judged({ intent: "complaint" })],
    ["files came with it", "noFiles", { message: { attachmentCount: 2 } }],
    ["its folder was guessed", "filedSurely", { conversation: { filedBy: "model", filingConfidence: 0.7 } }],
    [
      "the subject grows",
      "subjectNotGrowing",
      {
        message: { subject: "[Ticket#124] Re: [Ticket#123] Re: Commande" },
        loops: { earlierSubjects: ["Re: [Ticket#123] Re: Commande"] },
      },
    ],
    ["the same words were answered", "bodyNotRepeated", { loops: { isBodyAnswered: true } }],
    [
      "almost the same words were answered",
      "bodyNotRepeated",
      { message: { body: words(40, "9") }, loops: { answeredBodies: [`${words(40, "8")} merci`] } },
    ],
    ["the conversation had its share", "conversationCap", { counts: { conversationPerDay: 2 } }],
    ["the customer had their share", "customerCap", { counts: { customerPerDay: 3 } }],
    ["their domain had its share", "domainCap", { counts: { domainPerHour: 10 } }],
    ["the mailbox sent its share", "mailboxCap", { counts: { mailboxPerHour: 30 } }],
    ["the company sent its share", "companyCap", { counts: { companyPerHour: 60 } }],
    ["the answer is unsure", "answerSure", { answer: { confidence: 0.8 } }],
    ["nobody knows how sure it is", "answerSure", { answer: { confidence: null } }],
    [
      "a sentence has no source",
      "answerSourced",
      { answer: { gates: [{ gate: "answerSourced", passed: false, detail: 1 }] } },
    ],
    ["the answer was never checked", "answerContacts", { answer: { gates: [] } }],
  ];
  it.each(DRAFTS)("drafts for a person when %s", (_, gate, told, wanted = {}) => {
    const decided = decideAutoReply(facts(told), policy(wanted));
    expect(decided).toMatchObject({ drafts: true, sends: false });
    expect(decided.gates.find((one) => one.gate === gate)).toMatchObject({ passed: false });
  });

  const SENDS: [string, Told, Partial<ReplyPolicy>?][] = [
    [
      "a customer who was answered before, whom nothing proves",
      { message: { dmarc: null }, sender: { wasAnsweredBefore: true } },
    ],
    [
      "an SMS, which has no DMARC and no recipients",
      { message: { source: "sms", dmarc: null }, isAddressedToUs: false },
    ],
    [
      "a person who answered three minutes ago",
      { conversation: { personAnsweredAt: minutesAgo(3), draftSavedAt: minutesAgo(3) } },
    ],
    ["an answer as sure as is wanted", { answer: { confidence: 0.85 } }],
    ["a folder that was guessed surely", { conversation: { filedBy: "learned", filingConfidence: 0.9 } }],
    [
      "a subject that is only answered",
      { message: { subject: "RE: Re: Commande" }, loops: { earlierSubjects: ["Re: Commande"] } },
    ],
    [
      "another question of the same customer",
      { loops: { answeredBodies: ["Quand ouvrez-vous le samedi en décembre ?"] } },
    ],
    ["opening hours", {}, openAt({ from: 600, to: 1080 }, "open")],
    ["closing hours", {}, openAt({ from: 601, to: 1080 }, "closed")],
    ["a closed day", {}, { replyHours: "closed", openingHours: [null, null, null, null, null, null, null] }],
    ["a share that is not used up", { counts: { companyPerHour: 59, conversationPerDay: 1 } }],
  ];
  it.each(SENDS)("sends for %s", (_, told, wanted = {}) => {
    expect(failedOf(facts(told), policy(wanted))).toEqual([]);
  });

  it("takes a company's own caps", () => {
    const caps = { ...policy().caps, companyPerHour: 1 };
    expect(failedOf(facts({ counts: { companyPerHour: 1 } }), policy({ caps }))).toMatchObject([
      { gate: "companyCap", detail: 1 },
    ]);
  });

  it("asks nothing of an answer that is not written", () => {
    const decided = decideAutoReply(facts({ answer: null }), policy());
    expect(decided).toMatchObject({ drafts: true, sends: true });
    expect(decided.gates.map(({ gate }) => gate)).not.toContain("answerSure");
  });

  it.each([
    ["the Friday before the clocks go back", "2026-10-23T07:00:00Z", true],
    ["an hour before that", "2026-10-23T06:00:00Z", false],
    ["the Monday after", "2026-10-26T07:00:00Z", false],
    ["an hour later, nine o'clock again", "2026-10-26T08:00:00Z", true],
    ["the Monday after they went forward", "2026-03-30T07:00:00Z", true],
    ["closing time", "2026-10-26T17:00:00Z", false],
    ["Sunday", "2026-10-25T10:00:00Z", false],
  ])("knows by the clock on the wall whether the shop is open on %s", (_, at, isOpen) => {
    const day = { from: 540, to: 1080 };
    const openingHours = [day, day, day, day, day, null, null];
    const now = new Date(at);
    const circumstances = facts({ now, message: { receivedAt: now }, connectedAt: new Date("2026-01-01") });
    const failed = failedOf(circumstances, policy({ replyHours: "open", openingHours }));
    expect(failed).toEqual(isOpen ? [] : [{ gate: "hours", passed: false, detail: "closed" }]);
  });
});

function openAt(day: { from: number; to: number }, replyHours: "open" | "closed"): Partial<ReplyPolicy> {
  return { replyHours, openingHours: [null, null, day, null, null, null, null] };
}

function words(count: number, digit: string): string {
  return Array.from(
    { length: count },
    (_, n) => `${"abcdefghij"[n % 10]}mot${"klmnopqrst"[Math.floor(n / 10)]} ${digit}`,
  ).join(" ");
}
