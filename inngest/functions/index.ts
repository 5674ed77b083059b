import { collectEmailsOnPoll } from "./collect-emails";
import { deliverMessageOnQueue } from "./deliver-message";
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
  deliverMessageOnQueue,
  refileConversationsOnChange,
  sweepEveryMinute,
];
