import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { claimQueuedMessage, recordPhase, settleDelivery } from "@/db/queries/messages";
import { changeMailbox } from "@/lib/integrations/connect-mailbox";
import { sweepCompany } from "@/lib/sweep/sweep-company";
import { testDatabase } from "../../support/database";
import { startScriptedServer } from "../../support/scripted-server";
import { openMailbox } from "./outbox-world";

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
beforeAll(async () => {
  mailbox = await openMailbox();
});

/** Where the process dies, and what is known of its message after that. */
const DEATHS = [
  { at: "the greeting", line: undefined, known: "queued" },
  { at: "MAIL FROM", line: /^MAIL/, known: "queued" },
  { at: "RCPT TO", line: /^RCPT/, known: "queued" },
  { at: "DATA, before the 354", line: /^DATA/, known: "queued" },
  { at: "the first line of the mail", line: /^Message-ID|^From|^To|^Subject|^Content/i, known: "unknown" },
  { at: "the dot, before the 250", line: /^\.$/, known: "unknown" },
] as const;

describe("a process that is killed while it sends", () => {
  test.each(DEATHS)(
    "at $at: its message is $known, and no machine sends it twice",
    async ({ line, known }) => {
      const death = await startDeath(line);
      await useSmtpPort(death.port);
      const { id } = await mailbox.queue();
      const child = deliverInChild(id);
      death.victim = child;
      await once(child, "exit");
      expect(child.signalCode).toBe("SIGKILL");
      expect(await mailbox.read(id)).toMatchObject({ delivery: "sending" });

      await sweepCompany(mailbox.companyId);
      expect(await mailbox.read(id)).toMatchObject({ delivery: "sending" });
      await mailbox.age(id, 16);
      await sweepCompany(mailbox.companyId);
      expect(await mailbox.read(id)).toMatchObject({ delivery: known });

      await useSmtpPort(mailbox.smtp.port);
      mailbox.smtp.emails.length = 0;
      await Promise.all([mailbox.deliver(id), mailbox.deliver(id)]);
      const copies = mailbox.smtp.emails.length + death.taken();
      expect(copies).toBe(known === "queued" || death.taken() === 1 ? 1 : 0);
      expect(mailbox.smtp.emails).toHaveLength(known === "queued" ? 1 : 0);
      await death.close();
    },
  );

  test("after the 250, before it is written down: it may have gone, and is not sent again", async () => {
    const { id } = await mailbox.queue();
    const sql = postgres(testDatabase().adminUrl, { max: 1 });
    afterAll(() => sql.end());
    mailbox.smtp.emails.length = 0;
    mailbox.smtp.delayMs = 400;
    const child = deliverInChild(id);
    while (mailbox.smtp.emails.length === 0) await pause(10);
    // The row is held, so that the process waits with what it has just learnt.
    const held = sql.begin(async (tx) => {
      await tx`select from messages where id = ${id} for update`;
      await pause(1_200);
      child.kill("SIGKILL");
      await once(child, "exit");
    });
    await held;
    mailbox.smtp.delayMs = 0;
    expect(await mailbox.read(id)).toMatchObject({ delivery: "sending", deliveryPhase: "data" });
    await mailbox.age(id, 16);
    const { overdue } = await sweepCompany(mailbox.companyId);
    expect(overdue).not.toContain(id);
    expect(await mailbox.read(id)).toMatchObject({ delivery: "unknown" });
    await mailbox.deliver(id);
    expect(mailbox.smtp.emails).toHaveLength(1);
  });
});

describe("a process that only slept", () => {
  test("sends nothing when it was taken for dead before it began, and ends nothing of the next attempt", async () => {
    const { companyId } = mailbox;
    const { id } = await mailbox.queue();
    const sleeper = await withCompany(companyId, (db) => claimQueuedMessage(db, id));
    if (!sleeper) throw new Error("The message was not on the queue");
    await mailbox.age(id, 16);
    await sweepCompany(companyId);
    expect(await mailbox.deliver(id)).toEqual({ delivery: "sent" });
    expect(await withCompany(companyId, (db) => recordPhase(db, sleeper, "data"))).toBe(false);
    await withCompany(companyId, (db) => settleDelivery(db, sleeper, { delivery: "failed", detail: "late" }));
    expect(await mailbox.read(id)).toMatchObject({ delivery: "sent", deliveryDetail: null });
  });

  test("still says that it was sent after the sweep gave it up", async () => {
    const { companyId } = mailbox;
    const { id } = await mailbox.queue();
    const slow = await withCompany(companyId, (db) => claimQueuedMessage(db, id));
    if (!slow) throw new Error("The message was not on the queue");
    await withCompany(companyId, (db) => recordPhase(db, slow, "data"));
    await mailbox.age(id, 16);
    await sweepCompany(companyId);
    expect(await mailbox.read(id)).toMatchObject({ delivery: "unknown" });
    await withCompany(companyId, (db) => settleDelivery(db, slow, { delivery: "sent", detail: null }));
    expect(await mailbox.read(id)).toMatchObject({ delivery: "sent" });
  });
});

function deliverInChild(id: number): ChildProcess {
  const args = ["--import", "tsx", "--conditions=react-server", "tests/lib/conversations/deliver-child.ts"];
  const child = spawn(process.execPath, [...args, String(mailbox.companyId), String(id)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  afterAll(() => void child.kill("SIGKILL"));
  return child;
}

const useSmtpPort = (smtpPort: number) =>
  withCompany(mailbox.companyId, (db) =>
    changeMailbox(db, {
      integrationId: mailbox.integrationId,
      username: "support@atelier.test",
      password: "",
      imapHost: mailbox.imap.host,
      imapPort: mailbox.imap.port,
      imapTls: "none",
      smtpHost: "127.0.0.1",
      smtpPort,
      smtpTls: "none",
      savesSent: false,
    }),
  );

/** An SMTP server that kills whoever talks to it at a line, before it answers; without a line, when it connects. */
async function startDeath(deadly: RegExp | undefined) {
  const state: { victim?: ChildProcess } = {};
  let inData = false;
  const server = await startScriptedServer(deadly ? "220 ready\r\n" : undefined, (line) => {
    if (deadly?.test(line) && (inData || !/^(?:Message|From|\.)/.test(line))) {
      state.victim?.kill("SIGKILL");
      return undefined;
    }
    if (inData) return undefined;
    if (line === "DATA") inData = true;
    return line === "DATA" ? "354 go on\r\n" : "250 fine\r\n";
  });
  const connected = setInterval(() => {
    if (!deadly && server.connections() > 0) state.victim?.kill("SIGKILL");
  }, 20);
  return Object.assign(state, {
    port: server.port,
    taken: () => server.lines.filter((line) => line === ".").length,
    close: async () => {
      clearInterval(connected);
      await server.close();
    },
  });
}
