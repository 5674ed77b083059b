import { eventType } from "inngest";
import { z } from "zod";

const companyId = z.number().int();
const id = z.number().int();

/** Every event there is: a name and ids. What they are about is read from the database by whoever listens. */
export const integrationPollRequested = eventType("integration/poll.requested", {
  schema: z.object({ companyId, integrationId: id }),
});

export const emailsCollected = eventType("emails/collected", {
  schema: z.object({ companyId, integrationId: id }),
});

export const webhookKept = eventType("webhook/kept", {
  schema: z.object({ companyId, integrationId: id }),
});

export const mediaWanted = eventType("media/wanted", {
  schema: z.object({ companyId, eventId: id }),
});

export const messagesReceived = eventType("messages/received", {
  schema: z.object({ companyId, messageIds: z.array(id) }),
});

export const messageClassifiable = eventType("message/classifiable", {
  schema: z.object({ companyId, messageId: id }),
});

export const messageTriaged = eventType("message/triaged", {
  schema: z.object({ companyId, messageId: id }),
});

export const messageQueued = eventType("message/queued", {
  schema: z.object({ companyId, messageId: id, sendAt: z.iso.datetime().optional() }),
});

export const foldersChanged = eventType("folders/changed", {
  schema: z.object({ companyId, refilingId: id }),
});

export const proposalAsked = eventType("proposal/asked", {
  schema: z.object({ companyId, messageId: id }),
});

export const summaryAsked = eventType("summary/asked", {
  schema: z.object({ companyId, conversationId: id }),
});

export const articlePublished = eventType("article/published", {
  schema: z.object({ companyId, articleId: id }),
});

export const filingsLearnable = eventType("filings/learnable", {
  schema: z.object({ companyId }),
});

export const followUpDue = eventType("follow-up/due", {
  schema: z.object({ companyId, followUpId: id }),
});

export const rehearsalStarted = eventType("rehearsal/started", {
  schema: z.object({ companyId, rehearsalId: id }),
});
