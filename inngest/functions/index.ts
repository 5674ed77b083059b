import { collectEmailsOnPoll } from "./collect-emails";
import { deliverMessageOnQueue } from "./deliver-message";
import { draftProposalOnAsk } from "./draft-proposal";
import { fetchMediaOnWant } from "./fetch-media";
import { pollIntegrationsEveryMinute } from "./poll-integrations";
import { receiveEmailsOnCollect } from "./receive-emails";
import { receiveWebhooksOnKeep } from "./receive-webhooks";
import { refileConversationsOnChange } from "./refile-conversations";
import { sweepEveryMinute } from "./sweep";
import { triageMessagesOnReceive } from "./triage-messages";

export const functions = [
  pollIntegrationsEveryMinute,
  collectEmailsOnPoll,
  receiveEmailsOnCollect,
  receiveWebhooksOnKeep,
  fetchMediaOnWant,
  triageMessagesOnReceive,
  draftProposalOnAsk,
  deliverMessageOnQueue,
  refileConversationsOnChange,
  sweepEveryMinute,
];
