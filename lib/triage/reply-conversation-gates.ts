import { pass, type ReplyTest, toNobody, toPerson } from "./reply-verdict";

const QUIET_MS = 120_000;

const isRecent = (at: Date | null, now: Date) => at !== null && now.getTime() - at.getTime() < QUIET_MS;

/** What else happens in the conversation, and what the customer wants. */
export const CONVERSATION_GATES = {
  stillOpen: ({ conversation: { status } }) =>
    status === "resolved" || status === "archived" ? toNobody(status) : pass,
  notAnswered: ({ conversation: { answeredBy } }) => (answeredBy ? toNobody(answeredBy) : pass),
  lastMessage: ({ conversation }) => (conversation.hasNewerMessage ? toNobody() : pass),
  nobodyAnswering: ({ now, conversation: { personAnsweredAt, draftSavedAt } }) => {
    if (isRecent(personAnsweredAt, now)) return toPerson("answered");
    return isRecent(draftSavedAt, now) ? toPerson("writing") : pass;
  },
  lastAnswerLeft: ({ conversation: { hasTroubledAnswer, wasTakenBack } }) => {
    if (hasTroubledAnswer) return toPerson("failed");
    return wasTakenBack ? toPerson("takenBack") : pass;
  },
  personSince: ({ conversation: { automaticSincePerson } }) =>
    automaticSincePerson > 0 ? toPerson(automaticSincePerson) : pass,
  notUrgent: ({ conversation, judged }) =>
    conversation.status === "urgent" || judged?.urgent ? toPerson() : pass,
  noComplaint: ({ judged }) => (judged?.intent === "complaint" ? toPerson() : pass),
  asksSomething: ({ judged }) => (judged?.intent === "thanks" ? toNobody() : pass),
  noFiles: ({ message: { attachmentCount } }) => (attachmentCount > 0 ? toPerson(attachmentCount) : pass),
  filedSurely: ({ conversation: { filedBy, filingConfidence } }, { filingThreshold }) => {
    if (filedBy === "rule" || filedBy === "person") return pass;
    const percent = Math.round((filingConfidence ?? 0) * 100);
    return percent >= filingThreshold ? pass : toPerson(percent);
  },
} satisfies Record<string, ReplyTest>;
