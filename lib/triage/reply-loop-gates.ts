import type { AutoReplyCaps } from "@/db/schema";
import { isGrownSubject, measureLikeness } from "./reply-likeness";
import { pass, type ReplyTest, toPerson } from "./reply-verdict";

const underCap =
  (cap: keyof AutoReplyCaps): ReplyTest =>
  ({ counts }, { caps }) =>
    counts[cap] < caps[cap] ? pass : toPerson(counts[cap]);

const ALIKE = 0.9;

/** Machines that say nothing of themselves show only by what they repeat, and by how much. */
export const LOOP_GATES = {
  subjectNotGrowing: ({ message: { subject }, loops: { earlierSubjects } }) =>
    earlierSubjects.some((earlier) => isGrownSubject(subject, earlier)) ? toPerson() : pass,
  bodyNotRepeated: ({ message: { body }, loops: { answeredBodies, isBodyAnswered } }) =>
    isBodyAnswered || answeredBodies.some((earlier) => measureLikeness(body, earlier) >= ALIKE)
      ? toPerson()
      : pass,
  conversationCap: underCap("conversationPerDay"),
  customerCap: underCap("customerPerDay"),
  domainCap: underCap("domainPerHour"),
  mailboxCap: underCap("mailboxPerHour"),
  companyCap: underCap("companyPerHour"),
} satisfies Record<string, ReplyTest>;
