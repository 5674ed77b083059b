import type { Db } from "@/db/company";
import { findConversation } from "@/db/queries/conversations";
import { type CustomerMerge, listMerges } from "@/db/queries/customer-merges";
import { type CustomerPanel, readCustomerPanel } from "@/db/queries/customer-panel";
import { type Draft, findDraft } from "@/db/queries/drafts";
import { listColleagues } from "@/db/queries/employees";
import { listFolders } from "@/db/queries/folders-list";
import { listOpenFollowUps, type OpenFollowUp } from "@/db/queries/follow-ups";
import { getIntegration, listOwnAddresses } from "@/db/queries/integrations";
import { listLatestGates } from "@/db/queries/latest-gates";
import { findAnsweredMessage } from "@/db/queries/messages";
import { findShownProposal } from "@/db/queries/proposals";
import { findSummary, type ShownSummary } from "@/db/queries/summaries";
import { readThread, type Thread } from "@/db/queries/thread";
import { listUploads, type Upload } from "@/db/queries/uploads";
import type { Conversation, Folder, Source } from "@/db/schema";
import { showPhone } from "@/lib/customers/phone";
import { readModelState } from "@/lib/model/model-state";
import { type ChannelReach, readReach } from "./read-reach";
import { type ShownProposal, showProposal } from "./show-proposal";
import { type Recipients, type SuggestedRecipients, suggestRecipients } from "./suggest-recipients";

export interface ShownDraft {
  body: string;
  recipients: Recipients | null;
  uploads: Upload[];
  savedAt: Date;
}

/** A customer, whose numbers can also be read by people. */
export type ShownPanel = Omit<CustomerPanel, "addresses"> & {
  addresses: (CustomerPanel["addresses"][number] & { shown: string })[];
  /** Other customers who became this one, the newest first. */
  merges: Pick<CustomerMerge, "activityId" | "mergedName" | "happenedAt">[];
};

/** Everything that an open conversation shows. */
export interface OpenConversation {
  conversation: Conversation;
  channel: { source: Source; name: string; address: string; shownAddress: string };
  thread: Thread;
  panel: ShownPanel;
  folders: Pick<Folder, "id" | "name" | "icon">[];
  colleagues: { id: number; name: string }[];
  recipients: SuggestedRecipients;
  /** Undefined for a mail. */
  reach: ChannelReach | undefined;
  drafts: { reply?: ShownDraft; note?: ShownDraft };
  followUps: OpenFollowUp[];
  /** Whether a model can be asked for an answer. */
  isModelOn: boolean;
  /** Undefined when nothing is proposed. */
  proposal: ShownProposal | undefined;
  /** Undefined when it never was summed up. */
  summary: ShownSummary | undefined;
  /** The server's clock when it was read. */
  readAt: Date;
}

/** Reads an open conversation for one employee, with their drafts; undefined when it is not there. */
export async function readConversation(
  db: Db,
  { id, employeeId }: { id: number; employeeId: number },
): Promise<OpenConversation | undefined> {
  const conversation = await findConversation(db, id);
  if (!conversation) return undefined;
  const [thread, panel, channel, people, answered, drafts, merges, followUps, proposed] = await Promise.all([
    readThread(db, id),
    readCustomerPanel(db, conversation.customerId),
    getIntegration(db, conversation.integrationId),
    readPeople(db),
    findAnsweredMessage(db, id),
    readDrafts(db, { id, employeeId }),
    listMerges(db, conversation.customerId),
    listOpenFollowUps(db, id),
    readModelsWork(db, id),
  ]);
  const { source, name, address } = channel;
  const email = panel.addresses.find(({ kind }) => kind === "email")?.address ?? "";
  const { ownAddresses, ...shown } = people;
  return {
    conversation,
    channel: { source, name, address, shownAddress: showPhone(address) },
    thread,
    panel: showPanel(panel, merges),
    ...shown,
    recipients: suggestRecipients({
      answered,
      ownAddresses,
      customer: { name: panel.customer.name, address: email },
    }),
    reach: await readReach(db, { conversation, integration: channel, answered }),
    drafts,
    followUps,
    ...proposed,
    readAt: new Date(),
  };
}

async function readModelsWork(db: Db, conversationId: number) {
  const [state, proposal, gates, summary] = await Promise.all([
    readModelState(db),
    findShownProposal(db, conversationId),
    listLatestGates(db, conversationId),
    findSummary(db, conversationId),
  ]);
  return { isModelOn: state.on, proposal: proposal && showProposal(proposal, gates), summary };
}

const showPanel = (
  { customer, addresses, ...panel }: CustomerPanel,
  merges: CustomerMerge[],
): ShownPanel => ({
  ...panel,
  // Nobody told the name of somebody who is only a number.
  customer: { ...customer, name: showPhone(customer.name) },
  addresses: addresses.map((address) => ({ ...address, shown: showPhone(address.address) })),
  merges: merges.map(({ activityId, mergedName, happenedAt }) => ({
    ...{ activityId, happenedAt },
    mergedName: showPhone(mergedName),
  })),
});

async function readPeople(db: Db) {
  const [folders, colleagues, ownAddresses] = await Promise.all([
    listFolders(db),
    listColleagues(db),
    listOwnAddresses(db),
  ]);
  return {
    folders: folders.map(({ id, name, icon }) => ({ id, name, icon })),
    colleagues: colleagues.map(({ id, name }) => ({ id, name })),
    ownAddresses,
  };
}

async function readDrafts(db: Db, { id, employeeId }: { id: number; employeeId: number }) {
  const ref = { conversationId: id, employeeId };
  const [reply, note] = await Promise.all([
    findDraft(db, { ...ref, kind: "reply" }),
    findDraft(db, { ...ref, kind: "note" }),
  ]);
  return { reply: reply && (await showDraft(db, reply)), note: note && (await showDraft(db, note)) };
}

async function showDraft(db: Db, draft: Draft): Promise<ShownDraft> {
  const { body, recipients, attachmentIds, savedAt, employeeId } = draft;
  return { body, recipients, savedAt, uploads: await listUploads(db, employeeId, attachmentIds) };
}
