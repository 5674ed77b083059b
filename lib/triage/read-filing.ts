import type { Intent } from "@/db/schema";
import { type DescribedFolder, labelOf } from "./filing-prompt";
import type { FilingShape } from "./filing-shape";

/** What a classifier made of a message, checked. Confidence is 0 to 1. */
export interface ReadFiling {
  folderId: number | null;
  confidence: number;
  runnerUp: { folderId: number; confidence: number } | null;
  urgent: boolean;
  spam: boolean;
  /** Null when only a folder was asked for. */
  intent: Intent | null;
  language: string | null;
  reason: string;
  quotes: string[];
}

/** Whoever cannot quote what decided is not sure: below what files by itself. */
const UNQUOTED = 0.5;
const LONGEST_QUOTE = 160;

/** The model's answer as facts: labels that exist, words that really stand in the message, shares between 0 and 1. Pure. */
export function readFiling(said: FilingShape, folders: readonly DescribedFolder[], text: string): ReadFiling {
  const ids = new Map(folders.map(({ id }, index) => [labelOf(index), id]));
  const folderId = ids.get(said.folder.trim()) ?? null;
  const second = ids.get(said.runnerUp.trim());
  const quotes = said.quotes.map(tidy).filter((quote) => quote !== "" && stands(quote, text));
  const share = shareOf(said.confidence);
  return {
    folderId,
    confidence: quotes.length > 0 ? share : Math.min(share, UNQUOTED),
    runnerUp:
      second === undefined || second === folderId
        ? null
        : { folderId: second, confidence: shareOf(said.runnerUpConfidence) },
    urgent: said.urgent,
    spam: said.spam,
    intent: said.intent,
    language: /^[a-z]{2}$/.test(said.language) ? said.language : null,
    reason: tidy(said.reason),
    quotes: [...new Set(quotes)].slice(0, 5),
  };
}

const shareOf = (share: number) => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0);

const tidy = (words: string) =>
  words
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST_QUOTE);

const plain = (words: string) => words.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ");

const stands = (quote: string, text: string) => plain(text).includes(plain(quote));
