import { collectEmailsOnPoll } from "./collect-emails";
import { deliverMessageOnQueue } from "./deliver-message";
import { pollIntegrationsEveryMinute } from "./poll-integrations";
import { receiveEmailsOnCollect } from "./receive-emails";
import { refileConversationsOnChange } from "./refile-conversations";
import { sweepEveryMinute } from "./sweep";
import { triageMessagesOnReceive } from "./triage-messages";

export const functions = [
  pollIntegrationsEveryMinute,
  collectEmailsOnPoll,
  receiveEmailsOnCollect,
  triageMessagesOnReceive,
  deliverMessageOnQueue,
  refileConversationsOnChange,
  sweepEveryMinute,
];
