import { fold } from "@/lib/text/fold";

const OPENINGS =
  /^(?:bonjour|bonsoir|cher|chere|madame|monsieur|hello|hi|dear|good (?:morning|afternoon|evening)|merci|nous vous remercions|je vous remercie|thank|thanks|many thanks|cordialement|bien (?:a vous|cordialement)|sincerement|salutations|belle|bonne (?:journee|soiree|fin)|a bientot|au plaisir|best|kind|warm|regards|sincerely|yours|have a|see you|nous restons a votre disposition|je reste a votre disposition|n'hesitez pas|do not hesitate|don't hesitate|feel free|let us know|excusez|desole|nous sommes desoles|je suis desole|sorry|we are sorry|i am sorry|nos excuses|our apologies)\b/;

const LONGEST_WORDS = 22;

/**
 * A greeting, thanks, an apology, a closing or a signature: states nothing that a source could say. A sentence with a
 * number, a link or an address states something, however it begins.
 */
export function isCourtesy(sentence: string, names: readonly string[]): boolean {
  const text = fold(sentence).trim();
  if (/\d|https?:|www\.|@/.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > LONGEST_WORDS) return false;
  if (names.some((name) => name !== "" && fold(name).trim() === text.replace(/[.,!]+$/, ""))) return true;
  return OPENINGS.test(text.replace(/^[«"“]\s*/, ""));
}

/** A question of ours asks and states nothing, unless it brings figures or links of its own. */
export const isPlainQuestion = (sentence: string): boolean =>
  sentence.trim().endsWith("?") && !/\d{2}|https?:|www\.|@/.test(sentence);
