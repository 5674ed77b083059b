import type { Words } from "@/db/queries/article-passages";

const LIGATURES: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l" };

/** The words of a text in lower case, once with and once without their accents; signs only part them. */
export function readWords(text: string): Words {
  const accented = (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");
  const plain = accented
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œæßøł]/g, (letter) => LIGATURES[letter] ?? letter);
  return { accented, plain };
}

// Said to every company in every letter; an article that happens to say it too answers nothing.
const COURTESIES = new Set(
  (
    "bonjour bonsoir salut madame monsieur mesdames messieurs cordialement salutations bien merci svp plait vous " +
    "hello hi hey dear sir madam regards kind best thanks thank you please sincerely re fwd tr"
  ).split(" "),
);

/** The different words a question is asked with, at most `limit`; courtesies are none. */
export function readQuestion(question: string, limit: number): Words[] {
  const { accented, plain } = readWords(question);
  const plainly = plain.split(" ");
  const words = accented.split(" ").map((word, index) => ({ accented: word, plain: plainly[index] ?? word }));
  const seen = new Set<string>([...COURTESIES, ""]);
  return words.filter(({ plain }) => !seen.has(plain) && seen.add(plain)).slice(0, limit);
}
