import { compile } from "html-to-text";
import { isTooHeavy, READING } from "@/lib/email/parse-body";
import { QUOTE_MARK } from "@/lib/email/quote-lines";

const LONGEST_HTML = 400_000;

/** The elements in which mail programs put what they quote, or the line above it. */
const STARTS = [
  "div.gmail_attr",
  "div.moz-cite-prefix",
  "div.yahoo_quoted",
  "div.protonmail_quote",
  "div.tutanota_quote",
  "div.zmail_extra",
  "div.ms-outlook-mobile-reference-message",
  "div#divRplyFwdMsg",
  "div#appendonsend",
  "div#mail-editor-reference-message-container",
  "div#reply-intro",
  "div[name=quote]",
  "span#OLK_SRC_BODY_SECTION",
  "hr#stopSpelling",
  "div[style*='border-top:solid #E1E1E1']",
  "div[style*='border-top:solid #B5C4DF']",
  "div[style*='border-top: 1px solid rgb(181, 196, 223)']",
];

const MAY_QUOTE =
  /gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|reference-message|divRplyFwdMsg|appendonsend|reply-intro|name=["']?quote|OLK_SRC_BODY|stopSpelling|border-top:\s?(?:1px )?solid/i;

const convert = compile({
  ...READING,
  formatters: {
    quoteStart: (element, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 1 });
      builder.addLiteral(QUOTE_MARK);
      builder.closeBlock({ trailingLineBreaks: 1 });
      builder.openBlock({ leadingLineBreaks: 1 });
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 1 });
    },
  },
  selectors: [...READING.selectors, ...STARTS.map((selector) => ({ selector, format: "quoteStart" }))],
});

/** The text of HTML with a QUOTE_MARK line where a mail program's quote begins; undefined when it marks none. */
export function textWithQuoteMarks(html: string): string | undefined {
  if (!MAY_QUOTE.test(html) || isTooHeavy(html)) return undefined;
  const text = convert(html.slice(0, LONGEST_HTML));
  return text.includes(QUOTE_MARK) ? text : undefined;
}
