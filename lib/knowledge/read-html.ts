import { compile, type FormatCallback, type HtmlToTextOptions } from "html-to-text";
import { isTooHeavy, withoutTags } from "@/lib/email/parse-body";
import type { ReadDocument, Unread } from "@/lib/knowledge/read-worker";
import { visibleText } from "@/lib/model/visible-text";

const MOST_CHARACTERS = 400_000;

const heading: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addInline(`${"#".repeat(Number(element.name?.[1]) || 1)} `);
  walk(element.children ?? [], builder);
  builder.closeBlock({ trailingLineBreaks: 2 });
};

/** The types of html-to-text know only what its own tables are written with. */
type Table = Parameters<Parameters<FormatCallback>[2]["closeTable"]>[0];

const writeTable = (rows: { text: string }[][]): string => {
  const isLayout = rows.every((row) => row.length < 2);
  if (isLayout) return rows.map(([cell]) => cell?.text ?? "").join("\n\n");
  const cell = ({ text }: { text: string }) => text.replace(/\s+/g, " ").replaceAll("|", "/").trim();
  const [head = "", ...others] = rows.map((row) => `| ${row.map(cell).join(" | ")} |`);
  return [head, `|${" --- |".repeat(rows[0]?.length ?? 1)}`, ...others].join("\n");
};

const table: FormatCallback = (element, walk, builder) => {
  builder.openTable();
  const visit = (children: typeof element.children) => {
    for (const child of children ?? []) {
      if (["thead", "tbody", "tfoot"].includes(child.name ?? "")) visit(child.children);
      if (child.name !== "tr") continue;
      builder.openTableRow();
      for (const cell of child.children ?? []) {
        if (cell.name !== "td" && cell.name !== "th") continue;
        builder.openTableCell();
        walk(cell.children ?? [], builder);
        builder.closeTableCell();
      }
      builder.closeTableRow();
    }
  };
  visit(element.children);
  builder.closeTable({ tableToString: writeTable } as unknown as Table);
};

const SKIPPED =
  "script style noscript template nav aside form button select svg iframe img picture video audio canvas dialog";
// What a visitor does not see, an article does not say.
const HIDDEN = '[hidden] [aria-hidden="true"] [style*="display:none"] [style*="display: none"]';

const skip = (selectors: string[]) => selectors.map((selector) => ({ selector, format: "skip" }));

const READING = {
  wordwrap: false,
  preserveNewlines: false,
  limits: { maxDepth: 100, maxChildNodes: 20_000, ellipsis: "…" },
  formatters: { markdownHeading: heading, markdownTable: table },
  selectors: [
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, format: "markdownHeading" })),
    { selector: "table", format: "markdownTable" },
    { selector: "a", options: { ignoreHref: true } },
    { selector: "ul", options: { itemPrefix: "- " } },
    ...skip(SKIPPED.split(" ")),
    ...skip(HIDDEN.split(/ (?=\[)/)),
  ],
} satisfies HtmlToTextOptions;

const MAIN = ["main", '[role="main"]', "article"];
const whole = compile({ ...READING, selectors: [...READING.selectors, ...skip(["header", "footer"])] });
const main = compile({ ...READING, baseElements: { selectors: MAIN, returnDomByDefault: false } });
const bare = compile({ wordwrap: false });

const NO_TEXT = /<(script|style|template|title)\b[\s\S]*?<\/\1\s*>/gi;

/** The text of a web page as Markdown: its main part where it says which that is, without menus and what is hidden. */
export function readHtml(html: string): ReadDocument | Unread {
  const title = /<title[^>]*>([^<]{0,500})/i.exec(html)?.[1] ?? "";
  const markdown = visibleText(
    isTooHeavy(html) ? withoutTags(html.replace(NO_TEXT, " ")) : main(html) || whole(html),
    MOST_CHARACTERS,
  );
  if (markdown === "") return "without-text";
  return { title: visibleText(bare(title), 200).replace(/\s+/g, " "), markdown };
}
