"use client";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { type Block, readBlocks } from "@/lib/knowledge/view/read-blocks";
import { readInline } from "./article-inline";

/** An article as it reads. Markup in it is shown as text: nothing of it becomes HTML. */
export function ArticlePreview({ markdown }: { markdown: string }) {
  const t = useTranslations("model.knowledge.article");
  const blocks = useMemo(() => withDepths(readBlocks(markdown)), [markdown]);
  if (blocks.length === 0) return <p className="text-subtle-foreground">{t("previewEmpty")}</p>;
  return (
    <div className="grid max-w-prose grid-cols-1 gap-3 text-letter wrap-anywhere">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block has nothing but its place
        <ShownBlock key={index} block={block} />
      ))}
    </div>
  );
}

type Shown = Block & { depth: number };

/** How many headings a heading stands under: whoever listens to the page hears no level left out. */
function withDepths(blocks: Block[]): Shown[] {
  const path: number[] = [];
  return blocks.map((block) => {
    if (block.kind !== "heading") return { ...block, depth: 0 };
    while ((path.at(-1) ?? 0) >= block.level) path.pop();
    return { ...block, depth: path.push(block.level) };
  });
}

function ShownBlock({ block }: { block: Shown }) {
  switch (block.kind) {
    case "heading":
      return <Heading depth={block.depth} text={block.text} />;
    case "list":
      return <List text={block.text} />;
    case "table":
      return <Table text={block.text} />;
    case "code":
      return (
        <pre className="overflow-x-auto rounded-card bg-muted px-3 py-2 text-base">
          {unfenced(block.text)}
        </pre>
      );
    default:
      return <p className="whitespace-pre-line">{readInline(block.text)}</p>;
  }
}

// The page has its own first heading; those of the article come below it.
function Heading({ depth, text }: { depth: number; text: string }) {
  if (depth === 1) return <h2 className="mt-2 text-subject font-semibold">{text}</h2>;
  if (depth === 2) return <h3 className="mt-1 font-semibold">{text}</h3>;
  return <h4 className="font-medium">{text}</h4>;
}

const unfenced = (text: string) => text.replace(/^.*\n?/, "").replace(/\n?\s*[`~]{3,}\s*$/, "");

const ITEM = /^(\s*)(?:[-*+•]|(\d{1,9})[.)])\s+/;

function List({ text }: { text: string }) {
  const items: { text: string; indent: number }[] = [];
  for (const line of text.split("\n")) {
    const mark = ITEM.exec(line);
    const last = items.at(-1);
    if (mark)
      items.push({
        text: line.slice(mark[0].length),
        indent: Math.min(3, Math.floor((mark[1] ?? "").length / 2)),
      });
    else if (last && line.trim()) last.text += `\n${line.trim()}`;
  }
  const isOrdered = ITEM.exec(text)?.[2] !== undefined;
  const Tag = isOrdered ? "ol" : "ul";
  return (
    <Tag className={isOrdered ? "list-decimal pl-6" : "list-disc pl-5"}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has nothing but its place
        <li key={index} className="whitespace-pre-line" style={{ marginLeft: `${item.indent * 1.25}rem` }}>
          {readInline(item.text)}
        </li>
      ))}
    </Tag>
  );
}

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split("|");
const isRule = (line: string) => /^[\s|:-]+$/.test(line);

function Table({ text }: { text: string }) {
  const [head = "", ...rows] = text.split("\n").filter((line) => !isRule(line));
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-base [&_td]:py-1.5 [&_td]:pr-4 [&_th]:py-1.5 [&_th]:pr-4 [&_tr]:border-b [&_tr]:border-border">
        <thead>
          <tr className="text-left">
            {cellsOf(head).map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell has nothing but its place
              <th key={index} scope="col" className="font-medium">
                {readInline(cell.trim())}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place
            <tr key={index}>
              {cellsOf(row).map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell has nothing but its place
                <td key={at}>{readInline(cell.trim())}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
