import { dropHidden } from "@/lib/email/drop-hidden";
import { isTooHeavy, textFrom } from "@/lib/email/parse-body";
import { visibleText } from "./visible-text";

export interface ModelText {
  text: string;
  /** Something was left out that the people who read the mail do not see. */
  hidden: boolean;
}

/**
 * What a model reads of a message: its words as people see them. A mail shown as HTML keeps of its text only the lines that
 * the HTML shows; where the two say different things, the HTML counts. `html` null for what is shown as text.
 */
export function readModelText(body: string, html: string | null, maxLength?: number): ModelText {
  const isHeavy = html !== null && isTooHeavy(html);
  if (html === null || isHeavy) return { text: visibleText(body, maxLength), hidden: isHeavy };
  const shown = dropHidden(html);
  const page = textFrom(shown.html);
  const { kept, lost } = linesOn(page, body);
  const isOther = lettersOf(kept).length < lettersOf(body).length / 2;
  const text = visibleText(isOther ? page : kept, maxLength);
  return { text, hidden: shown.hidden || lost > 0 };
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

// A plain text spells out the addresses of links and images, which the page does not show.
const ADDRESS = /<?\bhttps?:\/\/[^\s<>]+>?|\[(?:cid|image|mailto):[^\]]*\]|<mailto:[^>]*>/gi;

function linesOn(page: string, body: string): { kept: string; lost: number } {
  const shown = lettersOf(page);
  const lines = visibleText(body, body.length + 1).split("\n");
  const kept = lines.filter((line) => shown.includes(lettersOf(line.replace(ADDRESS, ""))));
  return { kept: kept.join("\n"), lost: lines.length - kept.length };
}
