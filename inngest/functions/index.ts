import { answerMessageOnTriage } from "./answer-message";
import { classifyMessageWhenClassifiable } from "./classify-message";
import { collectEmailsOnPoll } from "./collect-emails";
import { deliverMessageOnQueue } from "./deliver-message";
import { draftProposalOnAsk } from "./draft-proposal";
import { draftReminderWhenDue } from "./draft-reminder";
import { fetchMediaOnWant } from "./fetch-media";
import { indexArticlesOnPublish } from "./index-articles";
import { learnFoldersWhenLearnable } from "./learn-folders";
import { pollIntegrationsEveryMinute } from "./poll-integrations";
import { receiveEmailsOnCollect } from "./receive-emails";
import { receiveWebhooksOnKeep } from "./receive-webhooks";
import { refileConversationsOnChange } from "./refile-conversations";
import { refreshSummariesOnReceive } from "./refresh-summaries";
import { rehearseFolderOnStart } from "./rehearse-folder";
import { sweepEveryMinute } from "./sweep";
import { triageMessagesOnReceive } from "./triage-messages";
import { watchDriftEveryHour } from "./watch-drift";
import { writeSummaryOnAsk } from "./write-summary";

export const functions = [
  pollIntegrationsEveryMinute,
  collectEmailsOnPoll,
  receiveEmailsOnCollect,
  receiveWebhooksOnKeep,
  fetchMediaOnWant,
  triageMessagesOnReceive,
  classifyMessageWhenClassifiable,
  answerMessageOnTriage,
  learnFoldersWhenLearnable,
  draftProposalOnAsk,
  draftReminderWhenDue,
  deliverMessageOnQueue,
  refileConversationsOnChange,
  refreshSummariesOnReceive,
  writeSummaryOnAsk,
  indexArticlesOnPublish,
  rehearseFolderOnStart,
  watchDriftEveryHour,
  sweepEveryMinute,
];
