import { splitBlock } from "./split-block";
import { type Block, readBlocks } from "./view/read-blocks";

export interface Passage {
  /** The headings it stands under, the outermost first: "Livraison › Délais". Empty before the first one. */
  heading: string;
  body: string;
}

const LONGEST = 900;
const SHORTEST = 80;

/**
 * An article's Markdown in pieces of about 80 to 900 characters, none across a heading. Paragraphs that belong together stay
 * together while there is room; tables, lists and code are not cut unless they alone fill several pieces.
 */
export function splitPassages(markdown: string): Passage[] {
  const path: { level: number; text: string }[] = [];
  const passages: Passage[] = [];
  let section: string[] = [];
  const close = () => {
    const heading = path.map(({ text }) => text).join(" › ");
    for (const body of pack(section)) passages.push({ heading, body });
    section = [];
  };
  for (const block of readBlocks(markdown)) {
    if (block.kind !== "heading") {
      section.push(...splitBlock(block, LONGEST));
      continue;
    }
    close();
    enter(path, block);
  }
  close();
  return passages;
}

function enter(
  path: { level: number; text: string }[],
  { level, text }: Extract<Block, { kind: "heading" }>,
) {
  while ((path.at(-1)?.level ?? 0) >= level) path.pop();
  path.push({ level, text });
}

/** Fills passages in order; a last one that is very short joins the one before. */
function pack(pieces: string[]): string[] {
  const bodies: string[] = [];
  for (const piece of pieces) {
    const last = bodies.at(-1);
    const fits = last !== undefined && last.length + piece.length + 2 <= LONGEST;
    if (fits || (last !== undefined && Math.min(last.length, piece.length) < SHORTEST)) {
      bodies[bodies.length - 1] = `${last}\n\n${piece}`;
    } else bodies.push(piece);
  }
  return bodies;
}
