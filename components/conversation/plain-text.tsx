import { Fragment, type ReactNode } from "react";

interface PlainTextProps {
  text: string;
  /** Lines that begin with ">" are set apart. */
  quotes?: boolean;
}

/** A text as it was written, in paragraphs, with its addresses as links. */
export function PlainText({ text, quotes }: PlainTextProps) {
  const paragraphs = text
    .replace(/\r/g, "")
    .trim()
    .split(/\n\s*\n/);
  return (
    <div className="grid max-w-150 gap-2 wrap-anywhere select-text">
      {paragraphs.map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a sent mail never change
        <p key={index} dir="auto" className="min-w-0 whitespace-pre-wrap">
          {quotes ? paragraph.split("\n").map(quotedLine) : linked(paragraph)}
        </p>
      ))}
    </div>
  );
}

function quotedLine(line: string, index: number): ReactNode {
  const depth = /^(?:>\s?)+/.exec(line)?.[0].replace(/[^>]/g, "").length ?? 0;
  return (
    <span
      key={index}
      className={depth > 0 ? "block border-l-2 border-primary-line pl-2.5 text-muted-foreground" : "block"}
    >
      {depth > 0 ? linked(line.replace(/^(?:>\s?)+/, "")) : linked(line || "\u00a0")}
    </span>
  );
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const TRAILING = /[.,;:!?)\]}'’»]+$/;

function linked(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = balanced(found[0]);
    parts.push(text.slice(at, found.index), <Address key={found.index} address={address} />);
    at = found.index + address.length;
  }
  parts.push(text.slice(at));
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sent mail never change
    <Fragment key={index}>{part}</Fragment>
  ));
}

/** "(see https://x.fr/a_(b))." ends before the last bracket of the sentence. */
function balanced(address: string): string {
  const plain = address.replace(TRAILING, "");
  const opens = plain.split("(").length > plain.split(")").length;
  return opens && address[plain.length] === ")" ? `${plain})` : plain;
}

function Address({ address }: { address: string }) {
  const isWeb = /^https?:/i.test(address);
  return (
    <a
      href={isWeb ? address : `mailto:${address}`}
      target={isWeb ? "_blank" : undefined}
      rel="noopener noreferrer nofollow"
      className="text-primary-text underline decoration-primary-line underline-offset-2 hover:decoration-current"
    >
      {address}
    </a>
  );
}
