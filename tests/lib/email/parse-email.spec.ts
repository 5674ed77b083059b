import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { type ParsedEmail, parseEmail, parseEmails } from "@/lib/email/parse-email";
import { closeParsers } from "@/lib/email/parser-pool";

afterAll(closeParsers);

const fixture = (name: string) => readFileSync(`tests/fixtures/emails/${name}.eml`);

async function parsed(raw: Buffer): Promise<ParsedEmail> {
  const email = await parseEmail(raw);
  if (email.unparsed) throw new Error(`not parsed: ${email.because}`);
  return email;
}

describe("reading a mail", () => {
  test("raw accents in headers and text are readable although no charset is named", async () => {
    const email = await parsed(fixture("latin1-without-charset"));
    expect(email.subject).toBe("Réparation d'une lampe à pétrole");
    expect(email.from).toEqual({ name: "Agnès Lefèvre", address: "agnes.lefevre@client.example" });
    expect(email.text).toContain("le verre est cassé à côté de la mèche");
    expect(email.emailId).toBe("20250304.1@client.example");
    expect(email.sentAt).toEqual(new Date("2025-03-04T08:12:33Z"));
  });

  test("an invitation without a name is offered as invitation.ics and does not disturb the text", async () => {
    const email = await parsed(fixture("invitation-without-name"));
    expect(email.text.trim()).toBe("On se voit lundi ?");
    expect(email.attachments).toMatchObject([
      { name: "invitation.ics", kind: "calendar", type: "text/calendar", inline: false },
    ]);
  });

  test("an attached mail is an attachment, even when it says inline, and winmail.dat is not hidden", async () => {
    const email = await parsed(fixture("forward-as-attachment"));
    expect(email.text).not.toContain("Texte du message joint");
    expect(email.attachments).toMatchObject([
      { name: "message.eml", kind: "mail", type: "message/rfc822" },
      { name: "winmail.dat", kind: "tnef" },
    ]);
    expect(Buffer.from(email.attachments[0]?.content ?? []).toString()).toContain("Texte du message joint");
  });

  test("only an image the text shows is inline; scripts in disguise become plain bytes", async () => {
    const email = await parsed(fixture("image-in-text"));
    expect(email.from?.name).toBe("Durand, Renée");
    expect(email.attachments).toMatchObject([
      { name: "image.png", type: "image/png", contentId: "photo@client", inline: true },
      { name: "facture.png", type: "image/png", contentId: null, inline: false },
      { name: "logo.svg", type: "application/octet-stream", inline: false },
    ]);
    expect(email.attachments[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("a text footer below an HTML mail hides neither of them", async () => {
    const email = await parsed(fixture("image-in-text"));
    expect(email.text).toContain("Voici la lampe");
    expect(email.text).toContain("Envoyé par la liste des clients");
    expect(email.html).toContain("Voici la lampe");
    expect(email.html).toContain("Envoyé par la liste des clients");
  });

  test("hostile headers: line breaks are flattened, the topmost From counts, an absurd date is none", async () => {
    const email = await parsed(fixture("hostile-headers"));
    expect(email.subject).toBe("hi Bcc: evil@z");
    expect(email.from?.address).toBe("support@atelier-lumen.example");
    expect(email.headers.get("from")).toHaveLength(2);
    expect(email.to).toEqual([]);
    expect(email.cc).toEqual([
      { name: "Anna", address: "anna@a.example" },
      { name: "Bob, le grand", address: "bob@b.example" },
    ]);
    expect(email.replyTo).toEqual([{ name: "Doe, Jane", address: "jane@client.example" }]);
    expect(email.sentAt).toBeNull();
    expect(email.emailId).toBe("1@a");
    expect(email.inReplyTo).toEqual(["r2@b"]);
    expect(email.references).toEqual(["first@a", "second@b"]);
    expect(email.text.trim()).toBe("Bonjour");
  });

  test("boundaries with white space behind them, no boundary at all, no headers: the text is found", async () => {
    const parts = "--b \t\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n--b--  \r\n";
    const multipart = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    expect((await parsed(Buffer.from(multipart + parts))).text.trim()).toBe("Bonjour");
    expect((await parsed(Buffer.from(`${multipart}Bonjour`))).text.trim()).toBe("Bonjour");
    expect((await parsed(Buffer.from("Bonjour sans en-tete"))).text.trim()).toBe("Bonjour sans en-tete");
  });

  test("two copies of a mail have the same content hash, whichever way they came", async () => {
    const raw = fixture("invitation-without-name");
    const copy = Buffer.concat([Buffer.from("Received: from a by b; today\r\nX-Spam: no\r\n"), raw]);
    const other = Buffer.from(raw.toString().replace("lundi", "mardi"));
    const [first, second, third] = await parseEmails([raw, copy, other]);
    expect(second?.contentHash).toBe(first?.contentHash);
    expect(third?.contentHash).not.toBe(first?.contentHash);
    expect(third?.emailId).toBe(first?.emailId);
  });

  test("the answers of a batch stand in its order", async () => {
    const raws = Array.from({ length: 60 }, (_, index) =>
      Buffer.from(`Subject: ${index}\r\n\r\n${"x".repeat((index % 7) * 9000)}`),
    );
    const emails = await parseEmails(raws);
    expect(emails.map((email) => email.subject)).toEqual(raws.map((_, index) => String(index)));
  });
});
