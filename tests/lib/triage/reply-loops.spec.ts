import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema";
import { deliverMessage } from "@/lib/conversations/deliver-message";
import { queueReply } from "@/lib/conversations/queue-reply";
import { closeParsers } from "@/lib/email/parser-pool";
import { type SmtpServer, startSmtpServer } from "@/tests/support/smtp-server";
import { headerOf } from "../conversations/outbox-world";
import { openAnsweringCompany, plainMail } from "./loop-rig";

type Company = Awaited<ReturnType<typeof openAnsweringCompany>>;

let smtp: SmtpServer;
let shop: Company;
beforeAll(async () => {
  smtp = await startSmtpServer();
});
afterAll(async () => {
  await Promise.all([smtp.close(), closeParsers()]);
});
beforeEach(async () => {
  smtp.emails.length = 0;
  shop = await openAnsweringCompany(smtp, "contact@shop.test");
});

const question = (from: string, to = "contact@shop.test") =>
  plainMail({
    from,
    to,
    subject: "Où en est ma commande ?",
    text: "Bonjour, où en est ma commande 4521 ? Merci.",
  });

/** Lets somebody who answers everything talk with the shop; gives how many answers left it. */
async function talk(
  first: string,
  domain: string,
  answer: (sent: string, round: number) => string,
): Promise<number> {
  let sent = await shop.take(first, domain);
  for (let round = 1; round <= 15; round++) {
    const heard = sent ?? smtp.emails.at(-1)?.raw.toString("utf8") ?? "";
    sent = await shop.take(answer(heard, round), domain);
  }
  return smtp.emails.length;
}

const subjectOf = (raw: string) => decode(headerOf(Buffer.from(raw), "Subject") ?? "");
const decode = (subject: string) =>
  subject.replace(/=\?utf-8\?q\?(.*?)\?=\s*/gi, (_, text: string) =>
    Buffer.from(
      text
        .replace(/_/g, " ")
        .replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString("utf8"),
  );

describe("an automatic answer on the wire", () => {
  test("carries the marks of a machine, answers one message, and goes to one person", async () => {
    const asked = question("eva@client.test");
    const sent = Buffer.from((await shop.take(asked, "client.test")) ?? "");
    const id = headerOf(Buffer.from(asked), "Message-ID");
    expect(headerOf(sent, "Auto-Submitted")).toBe("auto-replied");
    expect(headerOf(sent, "X-Auto-Response-Suppress")).toBe("All");
    expect(headerOf(sent, "Precedence")).toBe("auto_reply");
    expect(headerOf(sent, "In-Reply-To")).toBe(id);
    expect(headerOf(sent, "References")).toBe(id);
    expect(headerOf(sent, "Cc")).toBeUndefined();
    expect(headerOf(sent, "Disposition-Notification-To")).toBeUndefined();
    expect(smtp.emails).toMatchObject([{ from: "contact@shop.test", to: ["eva@client.test"] }]);
  });

  test("is told from a person's, which carries none of them", async () => {
    await shop.take(question("eva@client.test"), "client.test");
    const [asked] = await shop.within((db) => db.select().from(messages).where(eq(messages.kind, "inbound")));
    const to = [{ name: "", address: "eva@client.test" }];
    const written = { to, cc: [], bcc: [], text: "Elle part demain.", attachmentIds: [], undoSeconds: 0 };
    const conversationId = asked?.conversationId ?? 0;
    const { id } = await shop.within((db) =>
      queueReply(db, { ...written, conversationId, employeeId: shop.employeeId }),
    );
    await deliverMessage(shop.companyId, id);
    const [, byPerson] = smtp.emails;
    expect(byPerson?.from).toBe("contact@shop.test");
    for (const mark of ["Auto-Submitted", "X-Auto-Response-Suppress", "Precedence"]) {
      expect(headerOf(byPerson?.raw ?? Buffer.alloc(0), mark), mark).toBeUndefined();
    }
    expect(byPerson?.raw.toString("utf8")).not.toContain("automatiquement");
  });

  test("leaves with an empty return path where the server is known to take one", async () => {
    const { integration } = shop;
    await shop.within((db) =>
      db.execute(
        `update integrations set settings = settings || '{"allowsNullSender": true}' where id = ${integration.id}`,
      ),
    );
    await shop.take(question("eva@client.test"), "client.test");
    expect(smtp.emails).toMatchObject([{ from: "", to: ["eva@client.test"] }]);
  });
});

describe("two machines that answer each other", () => {
  test("stop at the first answer when both say what they are", async () => {
    const other = await openAnsweringCompany(smtp, "bonjour@atelier.test");
    const sent = await shop.take(question("bonjour@atelier.test"), "atelier.test");
    expect(await other.take(sent ?? "", "shop.test")).toBeUndefined();
    expect(smtp.emails).toHaveLength(1);
    expect(await other.countInbound()).toBe(1);
  });

  test("stop after one answer each when a gateway takes the marks away", async () => {
    const other = await openAnsweringCompany(smtp, "bonjour@atelier.test");
    const strip = (raw: string) =>
      raw
        .replace(/^(?:Auto-Submitted|X-Auto-Response-Suppress|Precedence): .*\r\n/gim, "")
        .replace(/^(Message-ID: <)/im, `$1gateway.${Math.random().toString(36).slice(2)}.`);
    let mail: string | undefined = question("bonjour@atelier.test");
    let rounds = 0;
    while (mail && rounds < 20) {
      const [to, domain] = rounds % 2 === 0 ? [shop, "atelier.test"] : [other, "shop.test"];
      const sent: string | undefined = await to.take(strip(mail), domain);
      mail = sent;
      rounds += 1;
    }
    expect(smtp.emails.length).toBeLessThanOrEqual(2);
    expect(await shop.countInbound()).toBe(shop.countReceived());
    expect(await other.countInbound()).toBe(other.countReceived());
  });

  test("stop when a ticket system's subject grows, though every mail of it is a new conversation", async () => {
    const from = "support@tickets.test";
    const sent = await talk(question(from), "tickets.test", (heard, round) =>
      plainMail({
        ...{ from, to: shop.address, subject: `[Ticket#${1000 + round}] ${subjectOf(heard)}` },
        text: `Votre demande numéro ${1000 + round} est enregistrée. ${"abcdefghij".charAt(round % 10).repeat(5)} sera avec vous.`,
      }),
    );
    expect(sent).toBeLessThanOrEqual(2);
    expect(await shop.countInbound()).toBe(16);
  });

  test("stop when somebody is away, whose program does not say so", async () => {
    const from = "paul@client.test";
    const sent = await talk(question(from), "client.test", (heard, round) =>
      plainMail({
        ...{ from, to: shop.address, subject: subjectOf(heard) },
        text: `Je serai de retour le ${round} décembre et lirai votre message à ce moment. Envoyé à ${round}:00.`,
      }),
    );
    expect(sent).toBeLessThanOrEqual(2);
    expect(await shop.countInbound()).toBe(16);
  });

  test("stop when the answer bounces and the bounce is acknowledged", async () => {
    const from = "eva@client.test";
    const daemon = "MAILER-DAEMON@client.test";
    const sent = await talk(question(from), "client.test", (heard, round) =>
      round % 2 === 1
        ? plainMail({
            ...{ from: daemon, to: shop.address, subject: "Undelivered Mail Returned to Sender" },
            text: `I could not deliver your mail.\r\n\r\n<${from}>: host mx.client.test said: 550 5.1.1 User unknown`,
            headers: ["Return-Path: <>", `In-Reply-To: ${headerOf(Buffer.from(heard), "Message-ID")}`],
          })
        : plainMail({
            from,
            to: shop.address,
            subject: "Votre message est bien reçu",
            text: `Merci, message ${round} reçu.`,
          }),
    );
    expect(sent).toBeLessThanOrEqual(2);
    expect(await shop.countInbound()).toBe(16);
    const bounced = await shop.within((db) =>
      db.select().from(messages).where(eq(messages.origin, "automatic")),
    );
    expect(bounced.some(({ kind, bouncedAt }) => kind === "outbound" && bouncedAt !== null)).toBe(true);
  });

  test("stop when a program writes the same from a new address each time", async () => {
    const sent = await talk(question("reply+0@crm.test"), "crm.test", (_, round) =>
      question(`reply+${round}@crm.test`),
    );
    expect(sent).toBe(1);
    expect(await shop.countInbound()).toBe(16);
  });

  test("stop at the cap of their domain when also its words change", async () => {
    const sent = await talk(question("reply+0@crm.test"), "crm.test", (_, round) =>
      plainMail({
        ...{
          from: `reply+${round}@crm.test`,
          to: shop.address,
          subject: `Objet ${"abcdefghijklmnop".charAt(round)}`,
        },
        text: Array.from({ length: 8 }, () => `mot${Math.random().toString(36).replace(/[\d.]/g, "")}`).join(
          " ",
        ),
      }),
    );
    expect(sent).toBeLessThanOrEqual(10);
    expect(sent).toBeGreaterThan(3);
    expect(await shop.countInbound()).toBe(16);
  });
});
