import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { sealIn } from "@/db/queries/integrations-list";
import { settleAbandoned } from "@/db/queries/messages";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { readDeliveryDetail } from "@/lib/conversations/view/delivery-detail";
import { sendEmail } from "@/lib/email/smtp";
import { files } from "@/lib/files/store";
import { sealMailboxPassword } from "@/lib/integrations/mailbox-access";
import { type SmtpFault, startSmtpServer } from "../../support/smtp-server";
import { openMailbox } from "./outbox-world";

type Mailbox = Awaited<ReturnType<typeof openMailbox>>;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
beforeEach(() => {
  mailbox.smtp.fault = undefined;
  mailbox.smtp.emails.length = 0;
});

async function deliverWith(fault: SmtpFault | undefined, reply: Parameters<Mailbox["queue"]>[0] = {}) {
  mailbox.smtp.fault = fault;
  const { id } = await mailbox.queue(reply);
  const delivered = await mailbox.deliver(id);
  const message = await mailbox.read(id);
  return { id, delivered, message, detail: readDeliveryDetail(message.deliveryDetail) };
}

const CERTAIN: SmtpFault["at"][] = ["mail", "recipient", "dot"];

describe("a server that says no", () => {
  test.each(CERTAIN)(
    "for now, at %s: the answer waits and goes out under the same Message-ID",
    async (at) => {
      const { id, delivered, message, detail } = await deliverWith({ at, how: { refuse: 451 } });
      expect(delivered).toEqual({ delivery: "queued", retryInSeconds: 30 });
      expect(detail.words).toMatch(/^451 /);
      expect((message.sendAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(25_000);
      expect(await mailbox.deliver(id)).toEqual({ delivery: "untouched" });

      mailbox.smtp.fault = undefined;
      await withCompany(mailbox.companyId, (db) =>
        db.execute(`update messages set send_at = now() where id = ${id}`),
      );
      expect(await mailbox.deliver(id)).toEqual({ delivery: "sent" });
      expect(mailbox.smtp.emails).toHaveLength(1);
      expect(mailbox.smtp.emails[0]?.raw.toString()).toContain(`<${message.emailId}>`);
      expect(await mailbox.read(id)).toMatchObject({
        emailId: message.emailId,
        deliveryDetail: null,
        deliveryAttempts: 2,
      });
    },
  );

  test.each(CERTAIN)("for good, at %s: the answer failed, with the server's words", async (at) => {
    const { delivered, detail } = await deliverWith({ at, how: { refuse: 550 } });
    expect(delivered).toEqual({ delivery: "failed" });
    expect(detail).toMatchObject({ key: undefined, words: "550 Told to refuse" });
    expect(mailbox.smtp.emails).toEqual([]);
  });

  test("to one recipient of two: the other has it once, and the refused one is shown", async () => {
    const fault = { at: "recipient", how: { refuse: 550 }, recipient: "luc@client.test" } as const;
    const { id, delivered, message } = await deliverWith(fault, {
      cc: [{ name: "Luc", address: "luc@client.test" }],
    });
    expect(delivered).toEqual({ delivery: "sent" });
    expect(message.deliveryDetail).toBe("luc@client.test");
    expect(await mailbox.deliver(id)).toEqual({ delivery: "untouched" });
    expect(mailbox.smtp.emails.map(({ to }) => to)).toEqual([["camille@client.test"]]);
  });

  test("again and again: the answer fails in the end, and a person gives it new attempts", async () => {
    const { id } = await deliverWith({ at: "mail", how: { refuse: 451 } });
    const outcomes: string[] = [];
    for (let attempt = 2; attempt <= 7; attempt += 1) {
      await withCompany(mailbox.companyId, (db) =>
        db.execute(`update messages set send_at = now(), delivery = 'queued' where id = ${id}`),
      );
      outcomes.push((await mailbox.deliver(id)).delivery);
    }
    expect(outcomes).toEqual(["queued", "queued", "queued", "queued", "failed", "queued"]);
  });
});

describe("a line that is cut", () => {
  test.each(["login", "mail", "recipient"] as const)(
    "at %s: nothing went, and it is tried again",
    async (at) => {
      const { delivered, message } = await deliverWith({ at, how: "drop" });
      expect(delivered).toEqual({ delivery: "queued", retryInSeconds: 30 });
      expect(message.deliveryPhase).toBeNull();
    },
  );

  test("after the last line: it may have gone, and no machine sends it again", async () => {
    const { id, delivered, message } = await deliverWith({ at: "dot", how: "drop" });
    expect(delivered).toEqual({ delivery: "unknown" });
    expect(message).toMatchObject({ delivery: "unknown", deliveryPhase: "data" });
    await mailbox.age(id, 60);
    await withCompany(mailbox.companyId, (db) => settleAbandoned(db, 15));
    expect(await mailbox.deliver(id)).toEqual({ delivery: "untouched" });
    expect(mailbox.smtp.emails).toHaveLength(1);
  });
});

describe("a server that falls silent", () => {
  const access = () => ({
    imapHost: "",
    imapPort: 1,
    imapTls: "none" as const,
    smtpHost: mailbox.smtp.host,
    smtpPort: mailbox.smtp.port,
    smtpTls: "none" as const,
    username: mailbox.smtp.username,
    password: mailbox.smtp.password,
  });
  const email = {
    raw: Buffer.from("Subject: x\r\n\r\nx\r\n"),
    envelope: { from: "support@atelier.test", to: ["camille@client.test"] },
    answerTimeoutMs: 300,
  };

  test("after the last line: it may have gone", async () => {
    mailbox.smtp.fault = { at: "dot", how: "silence" };
    expect(await sendEmail(access(), email)).toMatchObject({ outcome: "unknown" });
  });

  test.each(["mail", "recipient"] as const)("at %s: nothing went", async (at) => {
    mailbox.smtp.fault = { at, how: "silence" };
    expect(await sendEmail(access(), email)).toMatchObject({ outcome: "failed", permanent: false });
  });

  test("and answers late, but answers: it went", async () => {
    mailbox.smtp.delayMs = 400;
    expect(await sendEmail(access(), { ...email, answerTimeoutMs: 2_000 })).toMatchObject({
      outcome: "sent",
    });
    mailbox.smtp.delayMs = 0;
  });

  test("nothing is sent when its beginning cannot be noted", async () => {
    const noted = sendEmail(access(), email, () => Promise.reject(new Error("The database is gone")));
    expect(await noted).toMatchObject({ outcome: "failed", permanent: false });
    expect(mailbox.smtp.emails).toEqual([]);
  });
});

describe("what is wrong on our side", () => {
  test("a wrong password fails at once and says so", async () => {
    const wrong = await openMailbox();
    await withCompany(wrong.companyId, async (db) => {
      await sealIn(db, wrong.integrationId, sealMailboxPassword(wrong.companyId, wrong.integrationId, "no"));
    });
    const { id } = await wrong.queue();
    expect(await wrong.deliver(id)).toEqual({ delivery: "failed" });
    const { key, words } = readDeliveryDetail((await wrong.read(id)).deliveryDetail);
    expect(key).toBe("sending.login");
    expect(words).toMatch(/^535 /);
  });

  test("a certificate that nobody vouches for is not talked to, and it is tried again", async () => {
    const tls = await startSmtpServer({ secure: true });
    const wrong = await openMailbox({ smtpPort: tls.port, smtpTls: "tls" });
    const { id } = await wrong.queue();
    expect(await wrong.deliver(id)).toEqual({ delivery: "queued", retryInSeconds: 30 });
    expect(readDeliveryDetail((await wrong.read(id)).deliveryDetail).key).toBe("sending.tls");
    expect(tls.emails).toEqual([]);
    await tls.close();
  });

  test("a file that is gone stops the answer before the server hears of it", async () => {
    const { companyId, employeeId } = mailbox;
    const file = { name: "plan.txt", declaredType: "text/plain", content: Buffer.from("plan") };
    const upload = await keepUpload(companyId, { employeeId, ...file });
    const [row] = await withCompany(companyId, (db) =>
      db.execute<{ file_key: string }>(`select file_key from attachments where id = ${upload.id}`),
    );
    await files().deleteFile(row?.file_key ?? "");
    const { delivered, detail } = await deliverWith(undefined, { attachmentIds: [upload.id] });
    expect(delivered).toEqual({ delivery: "failed" });
    expect(detail).toEqual({ key: "attachmentMissing", values: { name: "plan.txt" }, words: "" });
    expect(mailbox.smtp.emails).toEqual([]);
  });

  test("an address that is two is sent to neither", async () => {
    const { delivered, detail } = await deliverWith(undefined, {
      to: [{ name: "", address: "camille@client.test, luc@client.test" }],
    });
    expect(delivered).toEqual({ delivery: "failed" });
    expect(detail.key).toBe("addressInvalid");
    expect(mailbox.smtp.emails).toEqual([]);
  });
});
