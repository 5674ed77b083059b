import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { keepInboundEvent } from "@/db/queries/inbound-events";
import { getMessage } from "@/db/queries/messages";
import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { messageQueued } from "@/inngest/events";
import { functions } from "@/inngest/functions";
import { type OpenNumber, openNumber } from "@/tests/support/channel-world";
import { createFolder } from "@/tests/support/factories/folder";
import { eventually, startFunctions } from "@/tests/support/jobs";
import { allowLoopback } from "@/tests/support/loopback";

const sql = jobsDatabase();
let number: OpenNumber;
let stop: () => Promise<void>;
beforeAll(async () => {
  number = await openNumber({ source: "whatsapp" });
  ({ stop } = await startFunctions(functions, { with: inngest }));
});
afterAll(() => stop());
beforeEach(() => {
  allowLoopback();
  number.reachVonage();
});

/** As if the minute were over. */
const tick = (name: string) => sql`
  update graphile_worker._private_jobs set run_at = now() - interval '1 second' where key like ${`cron:inbox-${name}:%`}`;

const arrived = (text: string) =>
  eventually(`“${text}” is a message`, async () =>
    (await number.listMessages()).find(({ body }) => body.includes(text)),
  );

test("a webhook becomes a filed conversation: keep, receive, triage", async () => {
  const folder = await withCompany(number.companyId, (db) =>
    createFolder(db, {
      name: "Commandes",
      rule: { match: "all", parts: [{ field: "content", operator: "contains", value: "commande" }] },
    }),
  );
  expect((await number.write({ text: "Où en est ma commande ?" })).status).toBe(200);
  await arrived("commande");
  const [filed] = await eventually("it is filed", async () => {
    const found = await number.listConversations();
    return found[0]?.folderId !== null && found;
  });
  expect(filed).toMatchObject({ folderId: folder.id, filedBy: "rule", source: "whatsapp" });
});

test("a photo is fetched at once", async () => {
  number.vonage.media.set("photo", { type: "image/gif", content: Buffer.from("GIF89a\x01\x00\x01\x00") });
  const image = { url: `${number.vonage.url}/v3/media/photo`, caption: "La fuite" };
  await number.write({ message_type: "image", text: undefined, image });
  await arrived("La fuite");
  await eventually("its file is an attachment", async () =>
    (await number.listMessages()).some(({ attachmentCount }) => attachmentCount === 1),
  );
});

test("an answer goes out, and its statuses come back", async () => {
  const { id, sendAt } = await number.answer();
  const { companyId } = number;
  const queued = messageQueued.create({ companyId, messageId: id, sendAt: sendAt.toISOString() });
  await withCompany(companyId, (db) => announce(db, [queued, queued]));
  const read = () => withCompany(companyId, (db) => getMessage(db, id));
  const sent = await eventually("it is sent", async () => {
    const message = await read();
    return message.delivery === "sent" && message;
  });
  expect(number.vonage.sent).toHaveLength(1);
  for (const status of ["read", "delivered"]) {
    await number.status({ message_uuid: sent.externalId, status });
  }
  await eventually("it was read", async () => (await read()).readAt !== null);
});

test("what lost its event is announced again by the sweep", async () => {
  const { integrationId, ours } = number;
  const message = {
    channel: "whatsapp",
    message_uuid: "lost",
    to: ours,
    from: "33612345678",
    text: "Oubliée",
  };
  await withCompany(number.companyId, (db) =>
    keepInboundEvent(db, {
      integrationId,
      kind: "message",
      form: "messages-api",
      externalId: message.message_uuid,
      contentType: "application/json",
      body: Buffer.from(JSON.stringify({ ...message, message_type: "text" })),
      late: false,
    }),
  );
  await number.age(3);
  await tick("sweep");
  await arrived("Oubliée");
});
