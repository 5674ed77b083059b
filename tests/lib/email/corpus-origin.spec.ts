import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { ParsedEmail } from "@/lib/email/parse-email";
import { readEmail } from "@/lib/email/parse-read";

const CORPUS = "../shared/corpus";
const present = existsSync(CORPUS);

type Answer = {
  kind?: string;
  label?: string;
  bulkByHeader?: boolean;
  corpus?: string;
  group?: string;
  isBounceReport?: boolean;
  autoReply?: boolean;
  bounced?: boolean;
  status?: string;
  diagnosticContains?: string;
  recipients?: { status?: string }[];
};
type Mail = { file: string; email: ParsedEmail; answer: Answer };

async function read(set: string): Promise<Mail[]> {
  const mails: Mail[] = [];
  const answers = JSON.parse(readFileSync(`${CORPUS}/${set}/expected.json`, "utf8"));
  for (const file of readdirSync(`${CORPUS}/${set}`).filter((name) => name.endsWith(".eml"))) {
    const email = await readEmail(readFileSync(`${CORPUS}/${set}/${file}`));
    mails.push({ file, email, answer: answers[file] ?? {} });
  }
  return mails;
}

function share(of: string, mails: Mail[], right: (mail: Mail) => boolean): number {
  const wrong = mails.filter((mail) => !right(mail));
  const percent = mails.length ? (100 * (mails.length - wrong.length)) / mails.length : 100;
  const misses = wrong.map(
    ({ file, email: { origin, bounce } }) =>
      `\n    ${file}: ${origin.kind}, ${origin.because} ${bounce?.status ?? ""}`,
  );
  process.stdout.write(`${of}: ${percent.toFixed(1)} % of ${mails.length}${misses.join("")}\n`);
  return percent;
}

describe.skipIf(!present)("who is behind a mail (../shared/corpus; skipped when it is absent)", () => {
  const sets = new Map<string, Mail[]>();
  const of = (set: string) => sets.get(set) ?? [];

  beforeAll(async () => {
    for (const set of [
      "bounces-sisimai",
      "spamassassin-public",
      "spamassassin-fixtures",
      "mime-rspamd",
      "mime-chatwoot",
      "mime-enmime",
      "mime-flanker",
    ])
      sets.set(set, await read(set));
  });

  test("bounces, complaints and automatic answers are recognised as machine mail in at least 97 %", () => {
    const machine = of("bounces-sisimai").filter(({ answer }) => answer.kind !== "not-a-bounce");
    const isMachine = ({ email: { origin } }: Mail) => origin.kind !== "person" && !origin.answerable;
    expect(share("machine mail", machine, isMachine)).toBeGreaterThanOrEqual(97);
    const bounces = machine.filter(({ answer }) => answer.kind === "bounce");
    expect(share("bounces", bounces, ({ email }) => email.origin.kind === "bounce")).toBeGreaterThanOrEqual(
      97,
    );
    const people = of("bounces-sisimai").filter(({ answer }) => answer.kind === "not-a-bounce");
    expect(share("no bounce", people, ({ email }) => email.origin.kind === "person")).toBe(100);
  });

  test("the status of a bounce is read where its report has one", () => {
    const told = of("bounces-sisimai").filter(
      ({ answer, email }) =>
        answer.kind === "bounce" &&
        /report-type="?delivery-status/i.test(email.headers.get("content-type")?.[0] ?? "") &&
        /^[45]\.[1-9]\.\d$/.test(answer.recipients?.[0]?.status ?? ""),
    );
    const isRight = ({ answer, email }: Mail) =>
      answer.recipients?.some(({ status }) => status?.[0] === email.bounce?.status?.[0]) ?? false;
    expect(share("status", told, isRight)).toBeGreaterThanOrEqual(90);
    expect(
      share("recipients", told, ({ email }) => Boolean(email.bounce?.recipients.length)),
    ).toBeGreaterThanOrEqual(95);
  });

  test("the bounces of other sets, too", () => {
    const others = ["mime-enmime", "mime-flanker"]
      .flatMap(of)
      .filter(({ answer }) => answer.isBounceReport || answer.kind === "bounce");
    const isRight = ({ email, answer }: Mail) =>
      email.origin.kind === "bounce" &&
      (!answer.status || email.bounce?.status === answer.status) &&
      (email.bounce?.diagnostic ?? "").includes(answer.diagnosticContains ?? "");
    expect(share("other bounces", others, isRight)).toBe(100);
  });

  test("mail that says it is bulk is filed apart in at least 95 %, and none of it is answered", () => {
    const bulk = of("spamassassin-public").filter(({ answer }) => answer.bulkByHeader);
    expect(share("bulk", bulk, ({ email }) => email.origin.kind === "newsletter")).toBeGreaterThanOrEqual(95);
    expect(share("bulk unanswered", bulk, ({ email }) => !email.origin.answerable)).toBe(100);
  });

  test("newsletters are filed apart, orders and passwords are not, and none of them is answered", () => {
    const labelled = ["spamassassin-fixtures", "mime-rspamd"]
      .flatMap(of)
      .filter(({ answer }) => answer.label && answer.label !== "phishing");
    const newsletters = labelled.filter(({ answer }) => answer.label === "newsletter");
    const rest = labelled.filter(({ answer }) => answer.label !== "newsletter");
    const isNewsletter = ({ email }: Mail) => email.origin.kind === "newsletter";
    share("newsletters", newsletters, isNewsletter);
    expect(share("others", rest, (mail) => !isNewsletter(mail))).toBe(100);
    expect(
      share("decisions", labelled, (mail) => isNewsletter(mail) === (mail.answer.label === "newsletter")),
    ).toBeGreaterThanOrEqual(95);
    const sent = labelled.filter(({ answer }) =>
      /newsletter|transactional|notification/.test(answer.label ?? ""),
    );
    expect(share("unanswered", sent, ({ email }) => !email.origin.answerable)).toBe(100);
  });

  test("no person's mail is filed apart", () => {
    const people = [
      ...of("spamassassin-public").filter(
        ({ answer }) => answer.group === "easy-ham-1" && !answer.bulkByHeader,
      ),
      ...of("mime-chatwoot"),
      ...of("mime-rspamd").filter(({ answer }) => !answer.label),
      ...of("spamassassin-fixtures").filter(({ file }) => file.startsWith("nice")),
    ].filter(({ email: { headers, from } }) => {
      const isBulk = ["list-id", "list-unsubscribe", "precedence"].some((name) => headers.has(name));
      return !isBulk && !/^(?:no-?reply|notification)/.test(from?.address ?? "");
    });
    expect(share("persons", people, ({ email }) => email.origin.kind !== "newsletter")).toBe(100);
    const hardHam = of("spamassassin-public").filter(
      ({ answer }) => answer.group === "hard-ham-1" && !answer.bulkByHeader,
    );
    share(
      "newsletters without any header (a score)",
      hardHam,
      ({ email }) => email.origin.kind === "newsletter",
    );
  });
});
