import type { Gate, ProposalSentence } from "@/db/schema";
import { fold } from "@/lib/text/fold";
import { findContacts } from "./find-contacts";
import { guessLanguage } from "./guess-language";

/** The checks that an answer itself must pass before it may leave without a person. */
export const ANSWER_GATES = [
  "answerWritten",
  "answerNeedsPerson",
  "answerSourced",
  "answerContacts",
  "answerPromises",
  "answerLanguage",
  "answerLength",
  "answerForm",
  "answerLeak",
] as const;
export type AnswerGate = (typeof ANSWER_GATES)[number];

export interface CheckedAnswer {
  text: string;
  sentences: readonly ProposalSentence[];
  needsPerson: string | null;
}

export interface AnswerFrame {
  /** What the company says: the passages shown, its own messages and the links it allows. Contacts may come from here only. */
  ours: string;
  /** What only articles say: a promise must stand here. */
  articles: string;
  /** The customer's last message. */
  question: string;
  /** What must not come out: the company's prompt and what else the model was told. */
  told: string;
  longest: number;
}

/** Asks every gate of an answer, in their order. Pure: the same answer is judged the same. */
export function checkAnswer(answer: CheckedAnswer, frame: AnswerFrame): Gate[] {
  const { text, sentences, needsPerson } = answer;
  const stating = sentences.filter(({ states }) => states);
  const unsourced = stating.filter(({ sources }) => sources.length === 0).length;
  const strange = findStrangeContact(text, frame.ours);
  const promise = findPromise(text, frame.articles);
  const results: Record<AnswerGate, true | Gate["detail"]> = {
    answerWritten: stating.length > 0 || "empty",
    answerNeedsPerson: needsPerson === null || needsPerson,
    answerSourced: unsourced === 0 || unsourced,
    answerContacts: strange === undefined || strange,
    answerPromises: promise === undefined || promise,
    answerLanguage: isSameLanguage(text, frame.question) || guessLanguage(text),
    answerLength: text.length <= frame.longest || text.length,
    answerForm: !STRANGE_FORM.test(text) || "form",
    answerLeak: !repeats(text, frame.told) || "leak",
  };
  return ANSWER_GATES.map((gate) => {
    const result = results[gate];
    return result === true ? { gate, passed: true } : { gate, passed: false, detail: result };
  });
}

function findStrangeContact(text: string, ours: string): string | undefined {
  const known = new Set(findContacts(ours));
  return findContacts(text).find((contact) => !known.has(contact));
}

// Air Canada was held to its bot's promise (Moffatt v. Air Canada, 2024 BCCRT 149): what binds us stands in an article.
const PROMISES =
  /rembours\w*|dedommag\w*|indemni[st]\w*|geste commercial|remise|rabais|reduction|gratuit\w*|offert\w*|sans (?:frais|supplement)|garanti\w*|engage(?:ons|ment)\w*|annul(?:ons|ee?s?)\b|refund\w*|reimburs\w*|compensat\w*|discount\w*|free of charge|for free|guarant\w*|liab\w*|waive\w*|credit(?:ed|ing)?\b/g;

function findPromise(text: string, articles: string): string | undefined {
  const said = fold(articles);
  const promised = fold(text).match(PROMISES) ?? [];
  return promised.find((word) => !said.includes(word.slice(0, 6)));
}

function isSameLanguage(text: string, question: string): boolean {
  const [ours, theirs] = [guessLanguage(text), guessLanguage(question)];
  return ours === undefined || theirs === undefined || ours === theirs;
}

/** Marks of a conversation with a machine, markup, images, and gaps that somebody was meant to fill. */
const STRANGE_FORM =
  /<\|?[a-z/!][^>]{0,200}>|!\[|\]\(|```|\{\{|\}\}|<%|\$\{|^\s*(?:system|assistant|user|human)\s*:|\[[^\]\d]{2,60}\]|\[\[(?:data|end)\b|\p{Cc}(?<![\n\t])|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/imu;

const REPEATED_WORDS = 9;

/** Whether so many words in a row of what the model was told stand in its answer. */
function repeats(text: string, told: string): boolean {
  const words = (one: string) => fold(one).match(/[\p{L}\p{N}]+/gu) ?? [];
  const secret = words(told);
  const runs = new Set<string>();
  for (let at = 0; at + REPEATED_WORDS <= secret.length; at += 1) {
    runs.add(secret.slice(at, at + REPEATED_WORDS).join(" "));
  }
  const said = words(text);
  for (let at = 0; at + REPEATED_WORDS <= said.length; at += 1) {
    if (runs.has(said.slice(at, at + REPEATED_WORDS).join(" "))) return true;
  }
  return false;
}
