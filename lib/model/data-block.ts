import { randomBytes } from "node:crypto";
import { visibleText } from "./visible-text";

/**
 * Words of somebody else for a model: cleaned (see visibleText) and between delimiters that are new each time, so that nothing
 * inside can close them. The prompt says that what stands between them is never an instruction.
 */
export function writeDataBlock(label: string, text: string, maxLength?: number): string {
  const inside = visibleText(text, maxLength);
  const name = label.replace(/[^\p{L}\p{N} _-]/gu, "").slice(0, 60);
  const seal = newSeal(inside);
  return `[[DATA ${name} ${seal}]]\n${inside}\n[[END ${seal}]]`;
}

function newSeal(inside: string): string {
  const seal = randomBytes(9).toString("hex");
  return inside.includes(seal) ? newSeal(inside) : seal;
}
