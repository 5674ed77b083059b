import { RE2JS, RE2JSException } from "re2js";
import { foldText } from "./fold-text";

/** A pattern a person wrote, run by RE2: the time it takes grows with the text, never with the pattern's nesting. */
export interface Pattern {
  find(folded: string): { from: number; to: number } | undefined;
}

const WRITTEN_AT_MOST = 200;
const STEPS_AT_MOST = 300;

/** Accents and case in it are ignored, as in the text. Refused: what RE2 does not read, and what is too large. */
export function readPattern(written: string): Pattern | "rulePattern" | "rulePatternLarge" {
  if (written.length > WRITTEN_AT_MOST) return "rulePatternLarge";
  const compiled = compile(written);
  if (!compiled) return "rulePattern";
  if (compiled.programSize() > STEPS_AT_MOST) return "rulePatternLarge";
  return {
    find(folded) {
      // Saying no is ten times quicker than looking for where.
      if (!compiled.test(folded)) return undefined;
      const matcher = compiled.matcher(folded);
      return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined;
    },
  };
}

function compile(written: string): RE2JS | undefined {
  try {
    return RE2JS.compile(written.replace(/[^\x20-\x7e]+/gu, foldLiteral), RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

// "…" folds to "...", which means something else in a pattern.
const foldLiteral = (text: string) => foldText(text).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
