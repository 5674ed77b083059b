export type Cell = string | number | null;

const BYTE_ORDER_MARK = "\ufeff";

/** A table as RFC 4180 says, in UTF-8 as Excel recognises it. No cell is run as a formula. */
export function writeCsv(rows: Cell[][]): string {
  const lines = rows.map((row) => row.map(writeCell).join(","));
  return `${BYTE_ORDER_MARK}${lines.map((line) => `${line}\r\n`).join("")}`;
}

function writeCell(cell: Cell): string {
  if (typeof cell !== "string") return String(cell ?? "");
  // A program that opens the file reads what begins like this as a formula, also behind a tab or in full width.
  const text = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
