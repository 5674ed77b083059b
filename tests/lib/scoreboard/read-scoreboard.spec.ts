import { expect, test } from "vitest";
import { type Db, withCompany } from "@/db/company";
import { findFolder } from "@/db/queries/folders-list";
import { findReview, judgeBlind, sampleForReview } from "@/db/queries/reviews";
import { readScoreboard } from "@/lib/scoreboard/read-scoreboard";
import { watchDrift } from "@/lib/scoreboard/watch-drift";
import { createClassification } from "../../support/factories/classification";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createFolder } from "../../support/factories/folder";
import { createMessage } from "../../support/factories/message";

const SINCE = new Date(Date.now() - 30 * 86_400_000);

interface Filed {
  given: number | null;
  correct?: number | null;
  blind?: boolean;
  confidence?: number;
}

async function classify(db: Db, { given, correct, blind = false, confidence = 0.9 }: Filed) {
  const { id: conversationId } = await createConversation(db, { folderId: given });
  const { id: messageId } = await createMessage(db, { conversationId });
  const judged = correct === undefined ? {} : { correctFolderId: correct, judgedAt: new Date() };
  await createClassification(db, {
    ...{ messageId, conversationId, folderId: given, confidence, blind, applied: given !== null },
    ...judged,
  });
  return messageId;
}

async function createShop() {
  const { companyId, employeeId } = await createCompany();
  const folders = await withCompany(companyId, async (db) => ({
    orders: (await createFolder(db, { name: "Commandes", autoReply: "automatic" })).id,
    repairs: (await createFolder(db, { name: "SAV" })).id,
  }));
  return { companyId, employeeId, ...folders };
}

test("each folder's precision and recall come from what people judged, the overall share from blind reviews alone", async () => {
  const { companyId, orders, repairs } = await createShop();
  await withCompany(companyId, async (db) => {
    await classify(db, { given: orders, correct: orders, blind: true });
    await classify(db, { given: orders, correct: orders, blind: true });
    await classify(db, { given: orders, correct: repairs });
    await classify(db, { given: repairs, correct: orders, blind: true });
    await classify(db, { given: orders });
    await classify(db, { given: null, correct: orders, blind: true });
  });
  const board = await withCompany(companyId, (db) => readScoreboard(db, SINCE));
  const score = board.folders.find(({ folderId }) => folderId === orders);
  expect(score).toMatchObject({
    filed: 4,
    unjudged: 1,
    precision: { right: 2, of: 3 },
    recall: { right: 2, of: 4 },
  });
  expect(board.blind).toMatchObject({ right: 2, of: 3 });
  expect(board.confusion).toContainEqual({ given: orders, correct: repairs, count: 1, blind: 0 });
  expect(board.calibration).toMatchObject([{ tenth: 9, of: 3, right: 2 }]);
});

test("a sample is offered without what was said of it, and judged once", async () => {
  const { companyId, employeeId, orders, repairs } = await createShop();
  await withCompany(companyId, (db) => classify(db, { given: orders }));
  await withCompany(companyId, sampleForReview);
  await withCompany(companyId, sampleForReview);
  const { question, waiting } = await withCompany(companyId, findReview);
  expect(waiting).toBe(1);
  expect(JSON.stringify(question)).not.toContain("folderId");
  const judge = () =>
    withCompany(companyId, (db) =>
      judgeBlind(db, { messageId: question?.messageId ?? 0, folderId: repairs, employeeId }),
    );
  expect(await judge()).toMatchObject({ given: orders });
  expect(await judge()).toBeUndefined();
  expect(await withCompany(companyId, findReview)).toEqual({ question: undefined, waiting: 0 });
});

test("a folder that files wrongly too often goes back to drafts by itself, and says why", async () => {
  const { companyId, orders, repairs } = await createShop();
  await withCompany(companyId, async (db) => {
    for (let at = 0; at < 12; at += 1)
      await classify(db, { given: orders, correct: at < 4 ? orders : repairs });
  });
  expect(await watchDrift(companyId)).toEqual([orders]);
  expect(await watchDrift(companyId)).toEqual([]);
  expect(await withCompany(companyId, (db) => findFolder(db, orders))).toMatchObject({
    autoReply: "draft",
    pulledBackBecause: "filing",
    rehearsalId: null,
  });
});
