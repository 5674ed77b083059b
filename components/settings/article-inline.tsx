import type { ReactNode } from "react";

const MARKS =
  /\*\*(?<bold>[^*\n]+)\*\*|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<target>https?:\/\/[^\s)]+)\)|(?<address>https?:\/\/[^\s<>)\]]*[^\s<>)\].,;:!?])/g;

/** A line of Markdown: bold, code, and links to http(s) addresses; everything else stays as it is written. */
export function readInline(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const found of text.matchAll(MARKS)) {
    if (found.index > end) parts.push(text.slice(end, found.index));
    parts.push(draw(found.groups ?? {}, found.index));
    end = found.index + found[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

function draw({ bold, code, label, target, address }: Record<string, string | undefined>, key: number) {
  if (bold) return <strong key={key}>{bold}</strong>;
  if (code) {
    return (
      <code key={key} className="rounded-cap bg-muted px-1">
        {code}
      </code>
    );
  }
  return (
    <a
      key={key}
      href={target ?? address}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-primary-text underline wrap-anywhere"
    >
      {label ?? address}
    </a>
  );
}
