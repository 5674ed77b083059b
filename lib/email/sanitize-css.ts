const LONGEST_STYLE = 4_000;
const MOST_DECLARATIONS = 60;

/** What a mail may set on its own elements. Nothing that loads, moves out of the flow, or animates. */
const PROPERTIES = new Set(
  (
    "color background background-color font font-family font-size font-style font-weight font-variant line-height " +
    "letter-spacing word-spacing word-break word-wrap overflow-wrap white-space text-align text-align-last text-decoration " +
    "text-decoration-color text-decoration-line text-decoration-style text-indent text-transform vertical-align direction " +
    "border border-top border-right border-bottom border-left border-color border-style border-width border-collapse " +
    "border-spacing border-radius border-top-color border-right-color border-bottom-color border-left-color border-top-style " +
    "border-right-style border-bottom-style border-left-style border-top-width border-right-width border-bottom-width " +
    "border-left-width border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius " +
    "margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left " +
    "width height min-width min-height max-width max-height display float clear table-layout caption-side empty-cells " +
    "list-style list-style-type list-style-position box-sizing opacity overflow text-size-adjust"
  ).split(" "),
);

const FUNCTIONS = /^(?:rgba?|hsla?|calc|min|max)$/i;
const PLAIN = /^[\p{L}\p{N}\s#%.,()'"+\-*/!&]*$/u;

/**
 * The declarations of a style attribute that are harmless: known properties with plain values. Whatever has an escape, an
 * address, an unknown function or a comment in it is dropped. Cleaning clean declarations changes nothing.
 */
export function sanitizeStyle(style: string): string {
  const declarations = style.slice(0, LONGEST_STYLE).split(";", MOST_DECLARATIONS);
  return declarations
    .map(cleanDeclaration)
    .filter((declaration) => declaration !== "")
    .join(";");
}

function cleanDeclaration(declaration: string): string {
  const colon = declaration.indexOf(":");
  const property = declaration.slice(0, colon).trim().toLowerCase();
  const value = declaration.slice(colon + 1).trim();
  if (colon < 1 || value === "" || !PROPERTIES.has(property)) return "";
  if (!PLAIN.test(value) || /\/\*|\*\//.test(value)) return "";
  const functions = value.match(/[\w-]*\s*(?=\()/g) ?? [];
  if (!functions.filter(Boolean).every((name) => FUNCTIONS.test(name.trim()))) return "";
  return isBalanced(value) ? `${property}:${value.replace(/\s+/g, " ")}` : "";
}

function isBalanced(value: string): boolean {
  const count = (character: string) => value.split(character).length - 1;
  return count("(") === count(")") && count('"') % 2 === 0 && count("'") % 2 === 0;
}
