import { withCompany } from "@/db/company";
import {
  countEmbedded,
  listEmbeddings,
  type RankedPassage,
  rankPassages,
  readPassages,
} from "@/db/queries/article-search";
import { embedTexts } from "@/lib/model/embed-texts";
import { mergeRanks, rankByMeaning } from "./rank-by-meaning";
import { readQuestion } from "./read-words";

export interface FoundPassage {
  passageId: number;
  articleId: number;
  /** The version that was published, and is quoted. */
  version: number;
  title: string;
  heading: string;
  body: string;
  changedAt: Date;
  /** 1 for the best, less for the others. */
  score: number;
}

const WORDS = 64;
const CANDIDATES = 100;
// Above this, meaning only reorders what the words found.
const ALL_COMPARED = 2000;
// A passage that shares little with the question, where another shares much, only distracts.
const SCORES_AT_LEAST = 0.2;

/**
 * The passages of the published articles that speak of a question, the best first. By words; where the company has an
 * embedding model, by meaning too. A question of nothing but courtesies finds nothing.
 */
export async function findPassages(
  companyId: number,
  { question, limit }: { question: string; limit: number },
): Promise<FoundPassage[]> {
  const words = readQuestion(question, WORDS);
  if (words.length === 0) return [];
  const { byWords, embedded } = await withCompany(companyId, async (db) => ({
    byWords: await rankPassages(db, words, CANDIDATES),
    embedded: await countEmbedded(db, ALL_COMPARED),
  }));
  const byMeaning = embedded > 0 ? await compareMeanings(companyId, question, { byWords, embedded }) : [];
  const near = byWords.filter(({ score }) => score >= SCORES_AT_LEAST * (byWords[0]?.score ?? 0));
  const ranked = byMeaning.length > 0 ? mergeRanks([near, byMeaning.slice(0, limit)]) : near;
  return readRanked(companyId, ranked.slice(0, limit));
}

async function compareMeanings(
  companyId: number,
  question: string,
  { byWords, embedded }: { byWords: RankedPassage[]; embedded: number },
): Promise<RankedPassage[]> {
  const [asked] = (await embedTexts(companyId, [question])) ?? [];
  if (!asked) return [];
  const compared = embedded < ALL_COMPARED ? "all" : byWords.map(({ passageId }) => passageId);
  return rankByMeaning(asked, await withCompany(companyId, (db) => listEmbeddings(db, compared)));
}

async function readRanked(companyId: number, ranked: RankedPassage[]): Promise<FoundPassage[]> {
  const ids = ranked.map(({ passageId }) => passageId);
  const passages = await withCompany(companyId, (db) => readPassages(db, ids));
  const best = ranked[0]?.score ?? 1;
  return ranked.flatMap(({ passageId, score }) => {
    const passage = passages.find((candidate) => candidate.passageId === passageId);
    return passage ? { ...passage, score: score / best } : [];
  });
}
