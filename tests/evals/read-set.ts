import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Example } from "@/lib/triage/learn/train-classifier";

const CORPUS = "../shared/corpus";

/** `outOfScope`: texts that belong under no label. */
export type LabelledSet = { learnt: Example[]; aside: Example[]; outOfScope: string[] };

const SETS = {
  banking77: () => [
    ...readTable("labels-banking77/train.csv", ["text", "category"]),
    ...readTable("labels-banking77/test-shared.csv", ["text", "category"]),
  ],
  clinc150: () => readParts("labels-clinc150/shared.json").filter(({ part }) => !part.startsWith("oos")),
  bitext: () => readTable("labels-bitext/train.csv", ["utterance", "intent"]),
  "sms-spam": () => readLines("labels-sms-spam/sms.tsv"),
};

export type SetName = keyof typeof SETS;

export const isSetThere = (name: SetName): boolean => existsSync(`${CORPUS}/labels-${name}`);

/** A set in two parts, four fifths and one: a row is always on the same side, and twice the same row too. */
export function readSet(name: SetName): LabelledSet {
  const rows: Example[] = SETS[name]().map(({ text, label }) => ({ text, label }));
  const isAside = ({ text, label }: Example) => fifthOf(`${name}\n${label}\n${text}`) === 0;
  return {
    learnt: rows.filter((row) => !isAside(row)),
    aside: rows.filter(isAside),
    outOfScope: name === "clinc150" ? readOutOfScope() : [],
  };
}

const fifthOf = (row: string): number => createHash("sha256").update(row).digest().readUInt32BE() % 5;

const readOutOfScope = () =>
  readParts("labels-clinc150/shared.json")
    .filter(({ part }) => part.startsWith("oos"))
    .map(({ text }) => text);

function readParts(file: string): (Example & { part: string })[] {
  const parts: Record<string, [string, string][]> = JSON.parse(read(file));
  return Object.entries(parts).flatMap(([part, rows]) =>
    rows.map(([text, label]) => ({ part, text, label })),
  );
}

function readLines(file: string): Example[] {
  const lines = read(file).split("\n").filter(Boolean);
  return lines.map((line) => {
    const tab = line.indexOf("\t");
    return { label: line.slice(0, tab), text: line.slice(tab + 1) };
  });
}

function readTable(file: string, [textColumn, labelColumn]: [string, string]): Example[] {
  const [head = [], ...rows] = parseTable(read(file));
  const text = head.indexOf(textColumn);
  const label = head.indexOf(labelColumn);
  return rows.map((row) => ({ text: row[text] ?? "", label: row[label] ?? "" }));
}

// RFC 4180: a quoted cell may hold commas, line ends and doubled quotes.
function parseTable(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end?.endsWith("\n")) rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}

const read = (file: string) => readFileSync(`${CORPUS}/${file}`, "utf8");
