import type { Db } from "@/db/company";
import { listFolders } from "@/db/queries/folders-list";
import { findLearnedClassifier } from "@/db/queries/learned-classifiers";
import {
  type CalibrationBin,
  type ConfusedPair,
  countAnswers,
  countFiled,
  countProposals,
  countSpent,
  listCalibration,
  listConfusion,
  type ProposalCount,
  type SpentCount,
} from "@/db/queries/scoreboard";
import type { LearnedFolderScore } from "@/db/schema";
import { type MeasuredShare, measureShare } from "./measure-share";

export interface FolderScore {
  folderId: number;
  name: string;
  /** Filed there by the model and by what was learnt. */
  filed: number;
  unjudged: number;
  /** Of what was filed there and judged, the share that belongs there. */
  precision: MeasuredShare | undefined;
  /** Of what belongs there and was judged, the share that was filed there. */
  recall: MeasuredShare | undefined;
  proposals: { sent: number; edited: number; discarded: number; automatic: number };
}

export interface Scoreboard {
  folders: FolderScore[];
  /** Of what was filed and judged blind, the share that belongs there: what corrections alone cannot tell. */
  blind: MeasuredShare | undefined;
  confusion: ConfusedPair[];
  calibration: (CalibrationBin & { measured: MeasuredShare | undefined })[];
  proposals: FolderScore["proposals"] & { similarity: number | null };
  answers: { all: number; automatic: number };
  spent: SpentCount[];
  learned: { examples: number; trainedAt: Date; scores: LearnedFolderScore[] } | undefined;
}

/** What the model and what was learnt have done since a moment, as far as people have said whether it was right. */
export async function readScoreboard(db: Db, since: Date): Promise<Scoreboard> {
  const [folders, confusion, filed, calibration, proposals, spent, answers, learned] = await Promise.all([
    listFolders(db),
    listConfusion(db, since),
    countFiled(db, since),
    listCalibration(db, since),
    countProposals(db, since),
    countSpent(db, since),
    countAnswers(db, since),
    findLearnedClassifier(db),
  ]);
  const filedBlind = confusion.filter(({ given }) => given !== null);
  const blindRight = sum(filedBlind.filter(isRight), ({ blind }) => blind);
  return {
    folders: folders.map(({ id, name }) => ({
      ...{ folderId: id, name },
      filed: sum(
        filed.filter(({ folderId }) => folderId === id),
        (one) => one.filed,
      ),
      unjudged: sum(
        filed.filter(({ folderId }) => folderId === id),
        (one) => one.unjudged,
      ),
      ...sharesOf(id, confusion),
      proposals: outcomesOf(proposals.filter(({ folderId }) => folderId === id)),
    })),
    blind: measureShare(
      blindRight,
      sum(filedBlind, ({ blind }) => blind),
    ),
    confusion,
    calibration: calibration.map((bin) => ({ ...bin, measured: measureShare(bin.right, bin.of) })),
    proposals: { ...outcomesOf(proposals), similarity: meanSimilarity(proposals) },
    answers,
    spent,
    learned: learned && {
      examples: learned.examples,
      trainedAt: learned.trainedAt,
      scores: learned.scores,
    },
  };
}

const isRight = ({ given, correct }: ConfusedPair) => given === correct;

const sum = <T>(list: readonly T[], of: (one: T) => number) =>
  list.reduce((total, one) => total + of(one), 0);

function sharesOf(folderId: number, confusion: ConfusedPair[]) {
  const count = (pairs: ConfusedPair[]) => sum(pairs, (pair) => pair.count);
  const given = confusion.filter((pair) => pair.given === folderId);
  const belonging = confusion.filter((pair) => pair.correct === folderId);
  const right = count(given.filter(isRight));
  return { precision: measureShare(right, count(given)), recall: measureShare(right, count(belonging)) };
}

function outcomesOf(counts: ProposalCount[]): FolderScore["proposals"] {
  const of = (outcome: string) =>
    sum(
      counts.filter((one) => one.outcome === outcome),
      ({ count }) => count,
    );
  return { sent: of("sent"), edited: of("edited"), discarded: of("discarded"), automatic: of("automatic") };
}

function meanSimilarity(counts: ProposalCount[]): number | null {
  const known = counts.filter(({ similarity, outcome }) => similarity !== null && outcome !== "discarded");
  const all = sum(known, ({ count }) => count);
  return all === 0 ? null : sum(known, ({ similarity, count }) => (similarity ?? 0) * count) / all;
}
