import { fold } from "@/lib/text/fold";

const MARKS = {
  fr: /\b(?:le|la|les|des|une|est|vous|votre|nous|notre|pour|dans|avec|pas|sur|que|qui|bonjour|merci|je|mon|ma|mes|du|au|et|ce|cette)\b/g,
  en: /\b(?:the|is|are|you|your|we|our|for|with|not|that|this|hello|thanks?|please|my|and|have|has|was|will|can|it|of|to)\b/g,
  de: /\b(?:der|die|das|und|ist|nicht|sie|ihr|ihre|wir|mit|fur|ich|mein|bitte|danke|guten|ein|eine)\b/g,
  es: /\b(?:el|los|las|una|es|usted|su|nosotros|para|con|por|gracias|hola|mi|pedido|que|del)\b/g,
};

/** The language of a text, when its small words tell; undefined for what is short, mixed or none of these. */
export function guessLanguage(text: string): string | undefined {
  const folded = fold(text.slice(0, 4000));
  const counts = Object.entries(MARKS)
    .map(([language, marks]) => ({ language, count: folded.match(marks)?.length ?? 0 }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts;
  if (!first || first.count < 3 || first.count < 1.5 * (second?.count ?? 0)) return undefined;
  return first.language;
}
