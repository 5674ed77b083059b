import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cleanAttachmentName } from "@/lib/email/attachments";
import { type ParsedEmail, parseEmails, type UnparsedEmail } from "@/lib/email/parse-email";
import { closeParsers } from "@/lib/email/parser-pool";

const CORPUS = "../shared/corpus";
const present = existsSync(CORPUS);
const sets = present ? readdirSync(CORPUS).filter((name) => name.startsWith("mime-")) : [];

type Expected = {
  subject?: string;
  from?: string | { address: string } | { address: string }[];
  fromAddress?: string;
  attachments?: { filename: string | null }[];
  attachmentNames?: string[];
};
type Mail = { file: string; email: ParsedEmail | UnparsedEmail; expected: Expected };

const mails = new Map<string, Mail[]>();

beforeAll(async () => {
  for (const set of sets) {
    const files = readdirSync(`${CORPUS}/${set}`).filter((name) => name.endsWith(".eml"));
    const emails = await parseEmails(files.map((file) => readFileSync(`${CORPUS}/${set}/${file}`)));
    const answers = `${CORPUS}/${set}/expected.json`;
    const expected: Record<string, Expected> = existsSync(answers)
      ? JSON.parse(readFileSync(answers, "utf8"))
      : {};
    mails.set(
      set,
      files.flatMap((file, at) => {
        const email = emails[at];
        return email ? [{ file, email, expected: expected[file] ?? {} }] : [];
      }),
    );
  }
});

afterAll(closeParsers);

const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();

/** A raw 8-bit header without a charset reads as U+FFFD in some golden files: any character is right there. */
function sameText(actual: string, wanted: string): boolean {
  const pattern = squeezed(wanted)
    .split(/\ufffd+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".+");
  return new RegExp(`^${pattern}$`, "su").test(squeezed(actual));
}

function expectedFrom({ from, fromAddress }: Expected): string | undefined {
  const first = Array.isArray(from) ? from[0] : from;
  const address =
    fromAddress ?? (typeof first === "string" ? (/<([^>]+)>/.exec(first)?.[1] ?? first) : first?.address);
  return address?.toLowerCase();
}

const expectedNames = ({ attachments, attachmentNames }: Expected) =>
  [...(attachments ?? []).map((attachment) => attachment.filename), ...(attachmentNames ?? [])].filter(
    (name): name is string => Boolean(name && !/^noname\d*$/.test(name)),
  );

/** The share of right answers in percent; wrong ones are printed by file. */
function share(of: string, answers: { file: string; right: boolean; got: string; wanted: string }[]): number {
  const wrong = answers.filter((answer) => !answer.right);
  const percent = answers.length ? (100 * (answers.length - wrong.length)) / answers.length : 100;
  const misses = wrong
    .map(({ file, got, wanted }) => `\n    ${file}: "${got}" instead of "${wanted}"`)
    .join("");
  process.stdout.write(`${of}: ${percent.toFixed(1)} % of ${answers.length}${misses}\n`);
  return percent;
}

const wellFormed = (set: string) =>
  (mails.get(set) ?? []).filter(({ file }) => !file.startsWith("malformed"));

function subjects(set: string): number {
  const asked = wellFormed(set).filter(({ expected }) => typeof expected.subject === "string");
  return share(
    `${set} subjects`,
    asked.map(({ file, email, expected: { subject: wanted = "" } }) => {
      return { file, right: sameText(email.subject, wanted), got: email.subject, wanted };
    }),
  );
}

function senders(): number {
  const asked = sets
    .flatMap(wellFormed)
    .flatMap((mail) => ({ ...mail, wanted: expectedFrom(mail.expected) ?? "" }));
  return share(
    "from addresses",
    asked
      .filter(({ wanted }) => wanted)
      .map(({ file, email, wanted }) => {
        const got = email.from?.address ?? "";
        return { file, right: got === wanted, got, wanted };
      }),
  );
}

function names(): number {
  return share(
    "attachment names",
    sets.flatMap(wellFormed).flatMap(({ file, email, expected }) => {
      const got = email.unparsed ? [] : email.attachments.map(({ name }) => name);
      return expectedNames(expected).map((wanted) => {
        const clean = cleanAttachmentName(wanted);
        return {
          file,
          right: got.some((name) => sameText(name, clean)),
          got: got.join(" | "),
          wanted: clean,
        };
      });
    }),
  );
}

describe.skipIf(!present)(
  "the mails other projects test with (../shared/corpus; skipped when it is absent)",
  () => {
    test("every mail becomes a message, and what it says can be stored", () => {
      const all = [...mails.values()].flat();
      const unparsed = all.flatMap(({ file, email }) =>
        email.unparsed ? [`${file} (${email.because})`] : [],
      );
      process.stdout.write(`${all.length} mails, unparsed: ${unparsed.join(", ") || "none"}\n`);
      expect(all.length).toBeGreaterThan(400);
      expect(unparsed.length).toBeLessThanOrEqual(all.length / 100);
      for (const { email } of all) {
        expect(email.subject).not.toMatch(/[\0\r\n]/);
        if (!email.unparsed)
          expect(`${email.text}${email.html}${email.newText}`).not.toMatch(/\0|\p{Surrogate}/u);
      }
    });

    test.each([
      ["mime-php", 98],
      ["mime-phpimap", 98],
      ["mime-jwz", 98],
      ["mime-zbateson", 95],
      ["mime-stalwart", 95],
    ])("the subjects of %s are decoded (floor: %i percent)", (set, floor) => {
      expect(subjects(set)).toBeGreaterThanOrEqual(floor);
    });

    test("the address of the sender is right in at least 99 %", () => {
      expect(senders()).toBeGreaterThanOrEqual(99);
    });

    test("the names of attachments are right in at least 90 %", () => {
      expect(names()).toBeGreaterThanOrEqual(90);
    });
  },
);
