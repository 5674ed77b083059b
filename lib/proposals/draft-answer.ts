import { type Db, withCompany } from "@/db/company";
import { getMessage } from "@/db/queries/messages";
import {
  findOpenProposal,
  insertProposal,
  settleProposal,
  type WrittenProposal,
  writeProposal,
} from "@/db/queries/proposals";
import type { Gate, Proposal } from "@/db/schema";
import { type NoAnswer, type WrittenAnswer, writeAnswer } from "./write-answer";

/** The model could not be asked just now; what was begun stays, and a later call goes on with it. */
export class ModelUnavailable extends Error {}

export interface Drafted {
  proposalId: number;
  /** What the answer itself passed; empty when none was written. */
  gates: Gate[];
}

/**
 * Has an answer to a customer's message proposed; undefined when the model is off or a person stopped it. A second call for
 * the same message gives the first one's proposal; one for a newer message ends the older as stale.
 * Throws ModelUnavailable when it is worth asking again.
 */
export async function draftAnswer(
  companyId: number,
  messageId: number,
  { askedById = null }: { askedById?: number | null } = {},
): Promise<Drafted | undefined> {
  const begun = await withCompany(companyId, (db) =>
    beginProposal(db, { messageId, askedById, kind: "answer" }),
  );
  return begun && fillProposal(companyId, begun);
}

/** The same for a reminder of what we wrote and the customer has not answered; `messageId` is ours. */
export async function draftReminder(companyId: number, messageId: number): Promise<Drafted | undefined> {
  const begun = await withCompany(companyId, (db) =>
    beginProposal(db, { messageId, askedById: null, kind: "reminder" }),
  );
  return begun && fillProposal(companyId, begun);
}

async function fillProposal(companyId: number, begun: Proposal): Promise<Drafted | undefined> {
  const { id, conversationId, messageId, kind } = begun;
  if (begun.writtenAt) return { proposalId: id, gates: begun.gates };
  const answer = await writeAnswer(companyId, { conversationId, messageId, purpose: kind });
  const failed = "failure" in answer ? answer : undefined;
  if (failed?.failure === "off") {
    const off = { outcome: "discarded" as const, discardReason: "off" };
    await withCompany(companyId, (db) => settleProposal(db, id, off));
    return undefined;
  }
  if (failed?.retryable) throw new ModelUnavailable(failed.failure);
  const isWritten = await withCompany(companyId, (db) => writeProposal(db, id, written(answer)));
  if (!isWritten) return undefined;
  return { proposalId: id, gates: "failure" in answer ? [] : answer.gates };
}

/** Says that no answer came, after the last try. */
export async function failProposal(companyId: number, messageId: number, failure: string): Promise<void> {
  await withCompany(companyId, async (db) => {
    const { conversationId } = await getMessage(db, messageId);
    const open = await findOpenProposal(db, conversationId);
    if (open?.messageId === messageId)
      await writeProposal(db, open.id, written({ failure, retryable: false }));
  });
}

type Begun = Pick<Proposal, "messageId" | "askedById" | "kind">;

async function beginProposal(db: Db, { messageId, askedById, kind }: Begun): Promise<Proposal | undefined> {
  const { conversationId } = await getMessage(db, messageId);
  const open = await findOpenProposal(db, conversationId);
  if (open?.messageId === messageId && open.kind === kind) return open;
  if (open) await settleProposal(db, open.id, { outcome: "stale" });
  const asked = { conversationId, messageId, askedById, kind };
  return (await insertProposal(db, asked)) ?? findOpenProposal(db, conversationId);
}

function written(answer: WrittenAnswer | NoAnswer): WrittenProposal {
  if ("failure" in answer) {
    const nothing = { text: null, sentences: [], sources: [], gates: [], confidence: null };
    return { ...nothing, failure: answer.failure, model: null, promptHash: null };
  }
  const { text, sentences, sources, gates, confidence, model, promptHash } = answer;
  return { text, sentences, sources, gates, confidence, model, promptHash, failure: null };
}
