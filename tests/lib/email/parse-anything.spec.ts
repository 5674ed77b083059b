import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ParsedEmail } from "@/lib/email/parse-email";
import { readEmail } from "@/lib/email/parse-read";
import { cpuTimeOf } from "../../support/cpu-time";

/** Also what stands in a Map, and not the bytes of files. */
const said = (email: ParsedEmail): string =>
  JSON.stringify({
    ...email,
    headers: [...email.headers],
    attachments: email.attachments.map(({ content: _, ...rest }) => rest),
  });

async function isSound(raw: Buffer): Promise<void> {
  const email = await readEmail(raw);
  expect(said(email).replaceAll("\\\\", "")).not.toMatch(/\\u0000|\\ud[89a-f]/);
  expect(["person", "newsletter", "automatic", "bounce"]).toContain(email.origin.kind);
  if (email.origin.kind !== "person") expect(email.origin.answerable).toBe(false);
  expect(email.newText.trim() === "").toBe(email.text.trim() === "");
  expect(email.html ?? "").not.toMatch(/<script|<style|\son\w+=["']?[a-z]|javascript:[^"<]*"\s/i);
}

const NAMES = [
  "From",
  "To",
  "Subject",
  "Reply-To",
  "Message-ID",
  "In-Reply-To",
  "References",
  "Date",
  "Content-Type",
  "Content-Transfer-Encoding",
  "Content-Disposition",
  "List-Id",
  "List-Unsubscribe",
  "Precedence",
  "Auto-Submitted",
  "Return-Path",
  "Delivered-To",
  "X-Failed-Recipients",
  "Authentication-Results",
  "Sender",
];
const VALUES = [
  "<>",
  "eva@client.example",
  '"a" <a@b.example>, c: d@e.example;',
  "=?utf-8?q?=C3=A9?=",
  "=?x?b?//8=?=",
  "multipart/mixed; boundary=b",
  "multipart/report; report-type=delivery-status; boundary=b",
  "text/html; charset=utf-7",
  "text/plain; charset=gb2312",
  "base64",
  "quoted-printable",
  "attachment; filename*=utf-8''%c3%a9.pdf",
  "no",
  "auto-replied",
  "bulk",
  "<1@a> <2@b>",
  "message/rfc822",
  "Tue, 99 Foo 2025",
  "\xe9\xff\xfe",
];
const BODIES = [
  "--b\r\n",
  "--b--\r\n",
  "\r\n",
  "Content-Type: text/html\r\n",
  "<p>x</p>",
  "> x\r\n",
  "Le 3 mars 2025, a@b.c a écrit :\r\n",
  "=3D=C3",
  "Action: failed\r\n",
  "=\r\n",
  "begin 644 x\r\n",
  "\0",
  "\x1b$B",
  "<img src=x onerror=alert(1)>",
];

const header = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: "binary", maxLength: 60 })),
  )
  .map(([name, value]) => `${name}: ${value}`);
const body = fc.array(fc.oneof(fc.constantFrom(...BODIES), fc.string({ unit: "binary", maxLength: 40 })), {
  maxLength: 25,
});

describe("anything that arrives", () => {
  test("random bytes are a mail that can be stored", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), (bytes) => isSound(Buffer.from(bytes))),
      { numRuns: 200 },
    );
  });

  test("random headers over random parts are a mail that can be stored", async () => {
    const mail = fc.tuple(fc.array(header, { maxLength: 12 }), body);
    await fc.assert(
      fc.asyncProperty(mail, ([headers, parts]) =>
        isSound(Buffer.from(`${headers.join("\r\n")}\r\n\r\n${parts.join("")}`, "latin1")),
      ),
      { numRuns: 400 },
    );
  });

  test.each([
    ["From: ", "a@b.example, "],
    ["Return-Path: <", "bounce+"],
    ["Return-Path: <", "a=b."],
    ["Subject: ", "Re: "],
    ["Subject: ", "delivery "],
    ["List-Id: <", "a."],
    ["Content-Type: multipart/report; x=", "delivery-status "],
    ["Sender: ", "owner-"],
    ["Auto-Submitted: ", "no "],
    ["Message-ID: ", ".JavaMail"],
  ])("a header that repeats %j %j is read at once", async (name, piece) => {
    const raw = Buffer.from(
      `From: mailer-daemon@mx.example\r\n${name}${piece.repeat(200_000 / piece.length)}\r\n\r\nBonjour`,
    );
    const took = await cpuTimeOf(() => readEmail(raw));
    expect(took).toBeLessThan(1500);
  });

  test.each([
    "unsubscribe ",
    "ne plus recevoir ",
    "deliver to ",
    "550 5.",
    "could not be ",
    "a@",
    "<a@b.c>:\r\n",
    "Message-ID: <\r\n",
    "view in browser ",
    "Action: failed\r\n\r\n",
    "view this email ",
    "user unknown ",
    " ",
  ])("a body that repeats %j is read at once", async (piece) => {
    const raw = Buffer.from(
      `From: mailer-daemon@mx.example\r\nSubject: x\r\n\r\n${piece.repeat(1_000_000 / piece.length)}`,
    );
    const took = await cpuTimeOf(() => readEmail(raw));
    expect(took).toBeLessThan(2000);
  });
});
