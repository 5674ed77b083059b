import { readStems } from "@/lib/proposals/read-words";
import { fold } from "@/lib/text/fold";
import type { AskedModel } from "../openai-server";

/**
 * Plays a model for the demo, by looking for words: it files by what folders say of themselves, answers with sentences of
 * the articles it is shown, and says nothing when they do not fit. It obeys nobody, because it understands nothing.
 */
export function answerAsDemoModel(asked: AskedModel): unknown {
  const blocks = readBlocks(asked.data);
  if (asked.schemaName === "filing") return fileMessage(asked.system, blocks[0]?.text ?? "");
  if (asked.schemaName === "summary") return sumUp(blocks);
  if (asked.schemaName === "reminder") return remind(blocks);
  if (asked.schemaName === "answer") return answerQuestion(asked.system, blocks);
  return { ok: true };
}

interface Block {
  label: string;
  text: string;
}

function readBlocks(data: string): Block[] {
  const found = data.matchAll(/\[\[DATA (.*?) ([0-9a-f]+)\]\]\n([\s\S]*?)\n\[\[END \2\]\]/g);
  return [...found].map(([, label = "", , text = ""]) => ({ label, text }));
}

const shared = (one: Iterable<string>, other: ReadonlySet<string>) =>
  [...new Set(one)].filter((word) => other.has(word));

const COMMON = new Set(
  readStems(
    "bonjour merci vous votre pour avec dans cette avez pouvez voudrais cordialement hello please thank your have would could bien jour",
  ),
);

const stemsOf = (text: string) => readStems(text).filter((stem) => !COMMON.has(stem));

function fileMessage(system: string, text: string) {
  const words = new Set(stemsOf(text));
  const folders = [...system.matchAll(/^(F\d+): (.*)$/gm)].map(([, label = "", said = ""]) => ({
    label,
    found: shared(stemsOf(said), words),
  }));
  const [best, second] = folders.sort((a, b) => b.found.length - a.found.length);
  const fits = best !== undefined && best.found.length > 0;
  const lead = fits ? best.found.length - (second?.found.length ?? 0) : 0;
  const folded = fold(text);
  const isComplaint =
    /inadmissible|scandale|decu|mecontent|reclamation|unacceptable|disappointed|complain/.test(folded);
  return {
    folder: fits ? best.label : "",
    confidence: fits ? Math.min(0.97, 0.64 + 0.12 * best.found.length + 0.08 * lead) : 0.4,
    runnerUp: second && second.found.length > 0 ? second.label : "",
    runnerUpConfidence: second && second.found.length > 0 ? 0.2 : 0,
    urgent: /urgent|urgence|au plus vite|asap|immediatement/.test(folded),
    spam: /casino|crypto|loterie|lottery|viagra/.test(folded),
    intent: isComplaint
      ? "complaint"
      : /rendez-vous|rdv|appointment/.test(folded)
        ? "appointment"
        : "question",
    language: isEnglish(text) ? "en" : "fr",
    reason: isEnglish(text)
      ? "The words of this folder occur in it."
      : "Les mots de ce dossier s’y trouvent.",
    quotes: fits ? wordsIn(text, best.found).slice(0, 4) : [],
  };
}

/** The words of a text, as they stand in it, whose stems were found. */
const wordsIn = (text: string, stems: string[]) =>
  (text.match(/[\p{L}\p{N}’'-]+/gu) ?? []).filter(
    (word) => shared(readStems(word), new Set(stems)).length > 0,
  );

const isEnglish = (text: string) => {
  const marks = (pattern: RegExp) => fold(text).match(pattern)?.length ?? 0;
  return (
    marks(/\b(?:the|you|your|is|for|and|my|would|do)\b/g) >
    marks(/\b(?:le|la|les|vous|votre|est|pour|et|je|mon|ma|une?)\b/g)
  );
};

const sentencesOf = (text: string) =>
  text
    .split("\n")
    .flatMap((line) => line.match(/(?:https?:\S+|[^.!?])+[.!?]?/g) ?? [])
    .map((sentence) => sentence.replace(/^[#*\s-]+/, "").trim())
    // What has no end is a title.
    .filter((sentence) => sentence.split(" ").length > 3 && /[.!?]$|https?:/.test(sentence));

function answerQuestion(system: string, blocks: Block[]) {
  if (system.includes("has not answered the last message")) return remind(blocks);
  const asked = blocks.findLast(({ label }) => label.includes(" customer "))?.text ?? "";
  const question = [blocks.find(({ label }) => label === "subject")?.text, asked].join("\n");
  const wanted = new Set(stemsOf(question));
  const known = blocks
    .filter(({ label }) => /^A\d+/.test(label) || label.includes(" company "))
    .flatMap(({ label, text }) =>
      sentencesOf(text).map((text) => ({
        label: label.split(" ")[0] ?? "",
        text,
        found: shared(stemsOf(text), wanted).length,
      })),
    )
    .filter(({ found }) => found >= 2)
    .sort((a, b) => b.found - a.found)
    .slice(0, 2);
  const english = isEnglish(question);
  if (known.length === 0) {
    const because = english ? "No article answers this." : "Aucun article ne répond à cette question.";
    return { language: english ? "en" : "fr", confidence: 0.2, needsPerson: true, because, sentences: [] };
  }
  return {
    language: english ? "en" : "fr",
    confidence: 0.91,
    needsPerson: false,
    because: "",
    sentences: letterOf(
      known.map(({ text, label }) => ({ text, sources: [label], endsParagraph: false })),
      english,
    ),
  };
}

interface Said {
  text: string;
  sources: string[];
  endsParagraph: boolean;
}

function letterOf(said: Said[], english: boolean): Said[] {
  const last = said.at(-1);
  if (last) last.endsParagraph = true;
  return [
    { text: english ? "Hello," : "Bonjour,", sources: [], endsParagraph: true },
    ...said,
    { text: english ? "Kind regards," : "Bien à vous,", sources: [], endsParagraph: false },
  ];
}

function remind(blocks: Block[]) {
  const ours = blocks.findLast(({ label }) => label.includes(" company "));
  const asked = sentencesOf(ours?.text ?? "").find((sentence) => sentence.endsWith("?"));
  const english = isEnglish(ours?.text ?? "");
  const label = ours?.label.split(" ")[0] ?? "";
  const said = asked ? [{ text: asked, sources: [label], endsParagraph: false }] : [];
  return {
    ...{ language: english ? "en" : "fr", confidence: 0.8, needsPerson: false, because: "" },
    sentences: letterOf(
      [
        {
          text: english
            ? "I am coming back to you about my last message."
            : "Je me permets de revenir vers vous au sujet de mon dernier message.",
          sources: [label],
          endsParagraph: false,
        },
        ...said,
      ],
      english,
    ),
  };
}

function sumUp(blocks: Block[]) {
  const sentences = blocks.flatMap(({ label, text }) => sentencesOf(text).map((text) => ({ text, label })));
  const last = blocks.at(-1);
  const asked = last?.label.startsWith("customer")
    ? sentencesOf(last.text).filter((one) => one.endsWith("?"))
    : [];
  return {
    keyPoints: [sentences[0], ...sentences.slice(-2)].flatMap((one) => (one ? [one.text] : [])),
    openQuestions: asked.slice(0, 3),
    promises: [],
  };
}
