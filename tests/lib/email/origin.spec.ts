import { describe, expect, test } from "vitest";
import { readEmail } from "@/lib/email/parse-read";

async function originOf(head: string, text = "Bonjour,\n\nOù en est ma commande ?\n\nEva") {
  const from = /^From:/m.test(head) ? "" : "From: Eva <eva@client.example>\r\n";
  const raw = `${from}${head.replaceAll("\n", "\r\n")}\r\nTo: contact@lumen.example\r\n\r\n${text}`;
  return (await readEmail(Buffer.from(raw))).origin;
}

describe("who is behind a mail", () => {
  test.each([
    "Subject: Question",
    "Subject: Commande 123\nAuto-Submitted: no",
    "Subject: x\nAuto-Submitted: No (it is me)",
    "Subject: Absent demain",
    "X-Auto-Response-Suppress: None",
  ])("a person, who may be answered: %j", async (head) => {
    expect(await originOf(head)).toMatchObject({ kind: "person", answerable: true });
  });

  test.each([
    "Auto-Submitted: auto-replied (vacation)",
    "Auto-Submitted: auto-generated; x=y",
    "X-Autoreply: yes",
    "Precedence: auto_reply",
    "Return-Path: <>",
    "From: no-reply@shop.example",
    "From: Boutique <ne-pas-repondre@shop.example>",
    "Subject: Réponse automatique : Lampe",
    "Subject: Automatic reply: Lamp",
    "Subject: Out of office: Lamp",
    "Subject: Abwesenheitsnotiz",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
    "Delivered-To: autoresponder@lumen.example",
  ])("a machine, which is never answered: %j", async (head) => {
    expect(await originOf(head)).toMatchObject({ kind: "automatic", answerable: false });
  });

  test.each([
    "Precedence: bulk",
    "X-Auto-Response-Suppress: DR, OOF, AutoReply",
    "X-Loop: yes",
    "List-Help: <mailto:help@list.example>",
    "Return-Path: <bounce-12-eva=client.example@esp.example>",
    "X-Spam-Flag: YES",
    "Authentication-Results: mx.example; dmarc=fail (p=NONE) header.from=client.example",
    "From: eva@client.example\nFrom: boss@lumen.example",
    "From: nobody",
  ])("one weak signal hides nothing, but no machine answers: %j", async (head) => {
    const origin = await originOf(head);
    expect(origin.kind).not.toBe("newsletter");
    expect(origin.answerable).toBe(false);
  });

  test("several signals make a newsletter, whatever their case and folding", async () => {
    const head =
      "Subject: Nos nouveautés\nLIST-ID:\n <news.shop.example>\nlist-unsubscribe: <https://shop.example/u>";
    expect(await originOf(head)).toMatchObject({
      kind: "newsletter",
      because: expect.arrayContaining(["list-id", "list-unsubscribe"]),
    });
    const quiet = await originOf(
      "From: Boutique <newsletter@shop.example>",
      "Nos offres.\n\nPour vous désabonner, cliquez ici.",
    );
    expect(quiet.kind).toBe("newsletter");
  });

  const HEADED =
    "\nList-Unsubscribe: <https://shop.example/u>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click";

  test.each([
    "Votre commande 1234 est expédiée",
    "Your invoice",
    "Réinitialisez votre mot de passe",
    "Nouveau message de Paul à propos de votre annonce",
  ])("not hidden although it has newsletter headers: %s", async (subject) => {
    const head = `From: Boutique <noreply@shop.example>\nSubject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=${HEADED}`;
    expect(await originOf(head)).toMatchObject({ kind: "automatic", answerable: false });
  });

  test.each([
    `From: Boutique <noreply@shop.example>\nReply-To: Paul <paul@gmail.com>\nSubject: Contact${HEADED}\nPrecedence: bulk`,
    "From: wordpress@lumen.example\nReply-To: paul@entreprise.example\nSubject: Formulaire de contact",
  ])("a contact form is the customer who filled it in", async (head) => {
    expect((await originOf(head)).kind).toBe("person");
  });

  test("a customer who writes to our own group address is a person", async () => {
    const head =
      "Delivered-To: marie@lumen.example\nList-ID: <contact.lumen.example>\nPrecedence: list\nList-Unsubscribe: <mailto:u@lumen.example>\nX-BeenThere: contact@lumen.example";
    expect(await originOf(head)).toMatchObject({ kind: "person", because: ["own-list"] });
    const foreign = head.replace("<contact.lumen.example>", "<friends.list.example>");
    expect((await originOf(foreign)).kind).toBe("newsletter");
  });

  test("an answer is not hidden because the footer of our own mail is quoted in it", async () => {
    const head =
      "Subject: Re: Lampe\nIn-Reply-To: <1@lumen.example>\nList-Unsubscribe: <mailto:u@crm.example>";
    expect((await originOf(head, "Merci !\n\n> Newsletter\n> Pour vous désabonner, cliquez ici.")).kind).toBe(
      "person",
    );
  });
});
