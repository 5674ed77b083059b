import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { type ParsedEmail, parseEmail, parseEmails, type Unreadable } from "@/lib/email/parse-email";
import { closeParsers, ParserPool } from "@/lib/email/parser-pool";
import { cpuTimeOf } from "../../support/cpu-time";

afterAll(closeParsers);

const HEAD = "From: Eva <eva@client.example>\r\nSubject: Question\r\nMessage-ID: <1@client.example>\r\n";
const mail = (rest: string) => Buffer.from(HEAD + rest);
const ordinary = mail("\r\nBonjour");
const html = (body: string) => mail(`Content-Type: text/html\r\n\r\n${body}`);

const poison: [string, Buffer, Unreadable][] = [
  [
    "10,000 parts",
    mail(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\nx\r\n".repeat(10_000)}`),
    "too-many-parts",
  ],
  ["a header of 2 MB", mail(`X-Long: ${"a ".repeat(1_000_000)}\r\n\r\nBonjour`), "too-long-headers"],
  ["65 MB", Buffer.concat([ordinary, Buffer.alloc(65 * 1024 * 1024, "a")]), "too-big"],
];

const heavy: [string, Buffer][] = [
  ["100,000 nested divs", html(`${"<div>".repeat(100_000)}Bonjour`)],
  ["5 MB of HTML", html("<p>Bonjour <b>Eva</b></p>\n".repeat(200_000))],
  ["500,000 opening brackets", html(`Bonjour${"<".repeat(500_000)}`)],
  ["a line of 5 MB", mail(`\r\nBonjour${"a".repeat(5_000_000)}`)],
  ["900 nested parts", mail(`${nested(900)}\r\nBonjour`)],
];

function nested(levels: number): string {
  const level = (_: unknown, at: number) =>
    `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`;
  return Array.from({ length: levels }, level).join("");
}

// Telling two mails of megabytes apart would take the test runner's whole memory.
const verdictOn = (email: ParsedEmail | Unreadable | undefined) =>
  typeof email === "string" ? email : "read";

describe("a mail that is too much", () => {
  test.each(poison)(
    "%s: comes back unparsed with its headers, and the next mail is read",
    async (_, raw, because) => {
      const [bad, good] = await parseEmails([raw, ordinary]);
      expect(bad).toMatchObject({
        unparsed: true,
        because,
        subject: "Question",
        emailId: "1@client.example",
      });
      expect(bad?.from).toEqual({ name: "Eva", address: "eva@client.example" });
      expect(good).toMatchObject({ unparsed: false, text: "Bonjour" });
    },
  );

  test.each(heavy)("%s: its text costs less than two seconds", async (_, raw) => {
    await parseEmail(ordinary);
    const took = await cpuTimeOf(async () => {
      expect(await parseEmail(raw)).toMatchObject({
        unparsed: false,
        text: expect.stringContaining("Bonjour"),
      });
    });
    expect(took).toBeLessThan(2000);
  });

  test("headers made to be slow are read at once", async () => {
    const raw = Buffer.from(
      `From: ${"=?a?q?x".repeat(9000)}\r\nTo: ${'"a, '.repeat(16_000)}\r\nCc: ${"<".repeat(60_000)}\r\n` +
        `References: ${"<a@b".repeat(50_000)}\r\nSubject: ${"=?utf-8?q?".repeat(20_000)}\r\nDate: ${"(".repeat(99_000)}\r\n\r\nBonjour`,
    );
    await parseEmail(ordinary);
    const took = await cpuTimeOf(async () => {
      expect(await parseEmail(raw)).toMatchObject({ unparsed: false, text: "Bonjour" });
    });
    expect(took).toBeLessThan(2000);
  });

  test("a worker that hangs is replaced: its mail is given up, the mails behind it are read", async () => {
    const pool = new ParserPool({ workers: 1, secondsPerEmail: 0.75, megabytes: 256 });
    const slow = mail(`Content-Type: application/x\r\n\r\n${"x\r\n".repeat(20_000_000)}`);
    const [first, second, third] = await Promise.all([
      pool.parse(ordinary),
      pool.parse(slow),
      pool.parse(ordinary),
    ]);
    expect(verdictOn(second)).toBe("too-slow");
    for (const email of [first, third]) expect((email as ParsedEmail).text).toBe("Bonjour");
    await pool.close();
  });

  test("a worker that runs out of memory is replaced: its mail is given up, the mails behind it are read", async () => {
    const pool = new ParserPool({ workers: 1, secondsPerEmail: 10, megabytes: 64 });
    const greedy = mail(`\r\n${"Bonjour Eva\r\n".repeat(4_000_000)}`);
    const [first, second, third] = await Promise.all(
      [greedy, ordinary, ordinary].map((raw) => pool.parse(raw)),
    );
    expect(verdictOn(first)).toBe("too-much-memory");
    for (const email of [second, third]) expect((email as ParsedEmail).text).toBe("Bonjour");
    await pool.close();
  });

  test("a mail damaged anywhere is still a mail, and what it says can be stored", async () => {
    const fixtures = readdirSync("tests/fixtures/emails").map((name) =>
      readFileSync(`tests/fixtures/emails/${name}`),
    );
    const damage = fc.record({ at: fc.nat(3000), cut: fc.nat(40), put: fc.uint8Array({ maxLength: 20 }) });
    const damaged = fc.tuple(fc.constantFrom(...fixtures), fc.array(damage, { minLength: 1, maxLength: 5 }));
    const raws = fc.sample(damaged, 400).map(([raw, wounds]) =>
      wounds.reduce((left, { at, cut, put }) => {
        const start = at % (left.length + 1);
        return Buffer.concat([left.subarray(0, start), put, left.subarray(start + cut)]);
      }, raw),
    );
    for (const email of await parseEmails(raws)) {
      const said = JSON.stringify([email, [...email.headers]]).replaceAll("\\\\", "");
      expect(said).not.toMatch(/\\u0000|\\ud[89a-f]/);
    }
  });

  test("NUL and half characters never reach the database", async () => {
    const email = await parseEmail(mail("Content-Type: text/plain; charset=utf-8\r\n\r\na\0b \ud800c"));
    expect(email).toMatchObject({ unparsed: false, text: expect.not.stringMatching(/\0|\p{Surrogate}/u) });
  });

  test.each(["", "\r\n\r\n", "\0\xff\xfe", ":::\r\n:", "From nobody\nSubject: x"])(
    "%j is a mail like any other",
    async (raw) => {
      expect(await parseEmail(Buffer.from(raw, "latin1"))).toMatchObject({ unparsed: false, emailId: "" });
    },
  );
});
