import type { AskedMessage } from "./reply-circumstances";
import { pass, type ReplyTest, toNobody, toPerson } from "./reply-verdict";

/** Signs with a gate of their own. */
const ELSEWHERE = new Set(["spam", "dmarc-fail", "ours"]);

/** Signs that leave no doubt that no person waits for an answer; the others only make a person look. RFC 3834 2. */
const OF_MACHINES = new Set([
  "bounce",
  "report",
  "auto-submitted",
  "away",
  "loop",
  "null-return-path",
  "robot-sender",
  "list-id",
  "precedence",
  "no-sender",
  "several-senders",
]);

function machineSign({ origin, signals }: AskedMessage): string | undefined {
  // A form on a website writes from a robot's address, for a person.
  const isForm = signals.includes("contact-form");
  const sign = signals.find((signal) => OF_MACHINES.has(signal) && !(isForm && signal === "robot-sender"));
  return sign ?? (origin === "person" ? undefined : origin);
}

/** As the catalogue can choose by it. */
const nameOf = (sign: string | undefined) =>
  sign?.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const HOURS = 3_600_000;
const OLDEST_HOURS = 48;
/** A server may date a mail by whole seconds, or by another clock. */
const CLOCKS_DIFFER_MS = 60_000;

/** Who wrote, by which way, and when (RFC 3834, and where it is silent, what keeps two machines from talking). */
export const SENDER_GATES = {
  customerMessage: ({ message }) => (message.isInbound ? pass : toNobody()),
  notMachine: ({ message }) => {
    const sign = machineSign(message);
    return sign ? toNobody(nameOf(sign)) : pass;
  },
  noDoubt: ({ message }) => {
    const { answerable, signals } = message;
    if (answerable || machineSign(message)) return pass;
    const doubts = signals.filter((signal) => !ELSEWHERE.has(signal));
    return doubts.length === 0 && signals.length > 0 ? pass : toPerson(nameOf(doubts[0]));
  },
  notOurs: ({ message, sender }) => {
    const ours = sender.ours ?? (message.signals.includes("ours") ? "address" : null);
    if (ours === "address") return toNobody(ours);
    return ours ? toPerson(ours) : pass;
  },
  notSpam: ({ message, conversation, judged }) => {
    const isSpam = conversation.status === "spam" || judged?.spam || message.signals.includes("spam");
    return isSpam ? toNobody() : pass;
  },
  senderProven: ({ message: { source, dmarc, signals }, sender }) => {
    if (source !== "email") return pass;
    if (dmarc === "fail") return toNobody("fail");
    // A server on the way said so, or pretended to: ours did not.
    if (signals.includes("dmarc-fail")) return toPerson("fail");
    return dmarc === "pass" || sender.wasAnsweredBefore ? pass : toPerson(dmarc ?? "unknown");
  },
  fromCustomer: ({ sender }) => (sender.isCustomer ? pass : toPerson()),
  addressedToUs: ({ message, isAddressedToUs }) =>
    message.source !== "email" || isAddressedToUs ? pass : toPerson(),
  reachable: ({ sender }) => (sender.unreachable ? toNobody(sender.unreachable) : pass),
  notImported: ({ message, connectedAt }) =>
    message.receivedAt.getTime() < connectedAt.getTime() - CLOCKS_DIFFER_MS ? toNobody() : pass,
  fresh: ({ now, message }) => {
    const hours = Math.floor((now.getTime() - message.receivedAt.getTime()) / HOURS);
    return hours >= OLDEST_HOURS ? toPerson(hours) : pass;
  },
} satisfies Record<string, ReplyTest>;
