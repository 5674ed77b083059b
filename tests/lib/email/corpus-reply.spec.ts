import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Reply, separateReply } from "@/lib/email/new-text";
import { textFrom } from "@/lib/email/parse-body";
import { readEmail } from "@/lib/email/parse-read";
import { cpuTimeOf } from "../../support/cpu-time";

const CORPUS = "../shared/corpus";
const present = existsSync(CORPUS);
const sets = present ? readdirSync(CORPUS).filter((name) => name.startsWith("reply-")) : [];

type Expected = {
  reply?: string;
  newText?: string;
  startsWith?: string;
  mustContain?: string[];
  mustNotContain?: string[];
  nothingQuoted?: boolean;
  ignoreAllWhitespace?: boolean;
  kind?: string;
  maxMilliseconds?: number;
  forwarded?: object;
};
type Sample = { name: string; expected: Expected; reply: Reply; milliseconds: number };

async function read(path: string): Promise<Reply> {
  const raw = readFileSync(path);
  if (path.endsWith(".eml")) return readEmail(raw);
  const source = raw.toString();
  return path.endsWith(".html")
    ? separateReply({ text: textFrom(source), html: source })
    : separateReply({ text: source, html: null });
}

async function samplesOf(set: string): Promise<Sample[]> {
  const expected: Record<string, Expected> = JSON.parse(
    readFileSync(`${CORPUS}/${set}/expected.json`, "utf8"),
  );
  const samples: Sample[] = [];
  for (const [file, answer] of Object.entries(expected)) {
    let reply: Reply = { newText: "", quoted: false };
    const milliseconds = await cpuTimeOf(async () => {
      reply = await read(`${CORPUS}/${set}/${file}`);
    });
    samples.push({ name: `${set}/${file}`, expected: answer, reply, milliseconds });
  }
  return samples;
}

const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();
const bare = (text: string) => text.replace(/[\s>]+/g, "");

function firstLineKept({ expected, reply }: Sample): boolean {
  const wanted = [expected.reply, expected.newText, expected.startsWith, ...(expected.mustContain ?? [])];
  const lines = wanted.flatMap((text) => text?.split("\n").find((line) => line.trim()) ?? []);
  return lines.every((line) => bare(reply.newText).includes(bare(line.slice(0, 120))));
}

const quotesDropped = ({ expected, reply }: Sample): boolean =>
  (expected.mustNotContain ?? []).every((line) => !squeezed(reply.newText).includes(squeezed(line)));

function share(of: string, samples: Sample[], right: (sample: Sample) => boolean): number {
  const wrong = samples.filter((sample) => !right(sample));
  const percent = samples.length ? (100 * (samples.length - wrong.length)) / samples.length : 100;
  const misses = wrong.map(({ name }) => `\n    ${name}`).join("");
  process.stdout.write(`${of}: ${percent.toFixed(1)} % of ${samples.length}${misses}\n`);
  return percent;
}

describe.skipIf(!present)(
  "replies other projects test with (../shared/corpus; skipped when it is absent)",
  async () => {
    const samples: Sample[] = [];
    for (const set of sets) samples.push(...(await samplesOf(set)));

    test("the first line of what the person wrote is always kept", () => {
      expect(share("first lines kept", samples, firstLineKept)).toBe(100);
    });

    test("what they quoted is dropped in at least 90 %", () => {
      const asked = samples.filter(({ expected }) => expected.mustNotContain?.length);
      expect(share("quotes dropped", asked, quotesDropped)).toBeGreaterThanOrEqual(90);
    });

    test("a mail that quotes nothing stays whole", () => {
      const asked = samples.filter(({ expected }) => expected.nothingQuoted && expected.reply);
      const isWhole = ({ expected, reply }: Sample) =>
        bare(reply.newText).length >= bare(expected.reply ?? "").length * 0.9;
      expect(share("left whole", asked, isWhole)).toBe(100);
    });

    test("no sample takes longer than 200 ms", () => {
      expect(Math.max(...samples.map(({ milliseconds }) => milliseconds))).toBeLessThan(200);
    });
  },
);
