import { withCompany } from "@/db/company";
import { getMessage } from "@/db/queries/messages";
import { findRehearsal, finishRehearsal, listUntried, recordTried } from "@/db/queries/rehearsals";
import type { RehearsalCase } from "@/db/schema";
import { measureSimilarity } from "@/lib/proposals/measure-similarity";
import { type WrittenAnswer, writeAnswer } from "@/lib/proposals/write-answer";
import { judgeAsItWas } from "./judge-as-it-was";

/** The model could not be asked just now; a later call goes on. */
export class RehearsalWaits extends Error {}

const AT_ONCE = 5;
const STOPPING = ["off", "overBudget", "keyRefused"];

/**
 * Tries the next few cases of a rehearsal. True while there is more to do; the last call ends it. A second call goes on
 * where the first stopped. Nothing is sent and nothing proposed.
 */
export async function rehearseCases(companyId: number, rehearsalId: number): Promise<boolean> {
  const { rehearsal, cases } = await withCompany(companyId, async (db) => ({
    rehearsal: await findRehearsal(db, rehearsalId),
    cases: await listUntried(db, rehearsalId, AT_ONCE),
  }));
  if (!rehearsal || rehearsal.finishedAt) return false;
  for (const one of cases) {
    const stopped = await rehearse(companyId, one, rehearsal.folderId);
    if (stopped) return finish(companyId, rehearsalId, stopped);
  }
  return cases.length === AT_ONCE ? true : finish(companyId, rehearsalId, null);
}

async function finish(companyId: number, rehearsalId: number, failure: string | null): Promise<false> {
  await withCompany(companyId, (db) => finishRehearsal(db, rehearsalId, failure));
  return false;
}

/** Why no further case can be tried; undefined when this one was. */
async function rehearse(
  companyId: number,
  one: RehearsalCase,
  folderId: number,
): Promise<string | undefined> {
  const { messageId, answerId } = one;
  const { asked, answered } = await withCompany(companyId, async (db) => ({
    asked: await getMessage(db, messageId),
    answered: await getMessage(db, answerId),
  }));
  const { conversationId } = asked;
  const answer = await writeAnswer(companyId, { conversationId, messageId, purpose: "rehearsal" });
  if ("failure" in answer) {
    if (STOPPING.includes(answer.failure)) return answer.failure;
    if (answer.retryable) throw new RehearsalWaits(answer.failure);
  }
  const written: WrittenAnswer | undefined = "failure" in answer ? undefined : answer;
  await withCompany(companyId, async (db) => {
    const verdict = await judgeAsItWas(db, { messageId, folderId, answer: written });
    await recordTried(db, one, {
      text: written?.text ?? null,
      sentences: written?.sentences ?? [],
      sources: written?.sources ?? [],
      gates: verdict.gates,
      sends: written !== undefined && verdict.sends,
      similarity: written ? measureSimilarity(written.text, answered.body) : null,
      failure: "failure" in answer ? answer.failure : null,
    });
  });
  return undefined;
}
