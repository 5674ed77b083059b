import type { PromisedDate } from "@/db/schema";
import type { SummaryShape } from "./summary-shape";

export interface TidySummary {
  keyPoints: string[];
  openQuestions: string[];
  promises: PromisedDate[];
}

const LONGEST = 240;

/** A model's summary as it may be shown: a few short lines of plain text, and dates that exist. */
export function tidySummary({ keyPoints, openQuestions, promises }: SummaryShape): TidySummary {
  return {
    keyPoints: tidyLines(keyPoints, 5),
    openQuestions: tidyLines(openQuestions, 4),
    promises: promises
      .filter(({ on }) => isDay(on))
      .map(({ what, on }) => ({ what: tidy(what), on }))
      .filter(({ what }) => what !== "")
      .slice(0, 5),
  };
}

const tidyLines = (lines: string[], most: number) =>
  [...new Set(lines.map(tidy))].filter((line) => line !== "").slice(0, most);

function tidy(line: string): string {
  const plain = line
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/^[\s*•–-]+/, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}

function isDay(on: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return false;
  const day = new Date(`${on}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(on);
}
