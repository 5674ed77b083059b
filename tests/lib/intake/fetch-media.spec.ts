import { beforeEach, describe, expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listAttachments } from "@/db/queries/attachments";
import { listDueMedia } from "@/db/queries/inbound-events";
import { inboundEvents } from "@/db/schema";
import { env } from "@/lib/env";
import { files } from "@/lib/files/store";
import { fetchMedia } from "@/lib/intake/fetch-media";
import { isOfVonage } from "@/lib/vonage/download-media";
import { openNumber } from "@/tests/support/channel-world";
import { allowLoopback } from "@/tests/support/loopback";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

beforeEach(allowLoopback);

/** A customer sent a file, which lies at Vonage. */
async function sendFile(media: Record<string, unknown> = {}, type = "image") {
  const number = await openNumber({ source: "whatsapp" });
  number.reachVonage();
  number.vonage.media.set("photo", { type: "image/png", content: PNG });
  const url = `${number.vonage.url}/v3/media/photo`;
  await number.write({ message_type: type, text: undefined, [type]: { url, ...media } });
  const { mediaEventIds } = await number.receive();
  const read = async () => {
    const [message] = await number.listMessages();
    if (!message) throw new Error("The message did not arrive");
    return {
      state: message.content?.media?.state,
      body: message.body,
      count: message.attachmentCount,
      files: await withCompany(number.companyId, (db) => listAttachments(db, message.id)),
    };
  };
  const [eventId = 0] = mediaEventIds;
  return { number, eventId, read, fetch: () => fetchMedia(number.companyId, eventId) };
}

test("a photo is shown at once as wanted, and becomes an attachment, once, with the account's token", async () => {
  const { number, read, fetch } = await sendFile({ caption: "Voilà", name: "fuite.png" });
  expect(await read()).toMatchObject({ state: "wanted", body: "Voilà", count: 0 });
  const fetched = await Promise.all([fetch(), fetch(), fetch()]);
  expect(fetched.filter((outcome) => outcome !== "none")).toContain("stored");
  expect(await fetch()).toBe("none");
  const { files: attached, ...message } = await read();
  expect(message).toMatchObject({ state: "stored", count: 1 });
  expect(attached).toMatchObject([{ name: "fuite.png", type: "image/png", size: PNG.length }]);
  expect(await files().getFile(attached[0]?.fileKey ?? "")).toEqual(PNG);
  expect(await number.listConversations()).toMatchObject([{ hasAttachment: true }]);
  const rows = await withCompany(number.companyId, (db) =>
    db.execute("select message_id from search_messages('fuite'::tsquery, 'fuite'::tsquery, 10)"),
  );
  expect(rows).toHaveLength(1);
});

test("a file without a name gets one that says what it is", async () => {
  const { read, fetch } = await sendFile({}, "sticker");
  await fetch();
  expect((await read()).files).toMatchObject([{ name: "image.png" }]);
});

test("a file that cannot be had now is asked for again, less and less often, for two days", async () => {
  const { number, eventId, read, fetch } = await sendFile();
  number.vonage.fault = { status: 500 };
  expect(await fetch()).toBe("later");
  expect(await read()).toMatchObject({ state: "wanted" });
  const due = () => withCompany(number.companyId, listDueMedia);
  expect(await due()).toEqual([]);
  await withCompany(number.companyId, (db) =>
    db.update(inboundEvents).set({ mediaDueAt: new Date(Date.now() - 180_000) }),
  );
  expect(await due()).toEqual([eventId]);
  number.vonage.fault = undefined;
  expect(await fetch()).toBe("stored");
  expect(await due()).toEqual([]);
});

test("a file that is gone, or could not be had for two days, is said to be lost", async () => {
  const gone = await sendFile();
  gone.number.vonage.media.clear();
  expect(await gone.fetch()).toBe("lost");
  expect(await gone.read()).toMatchObject({ state: "lost", count: 0 });
  const never = await sendFile();
  never.number.vonage.fault = { status: 500 };
  await never.number.age(49 * 60);
  expect(await never.fetch()).toBe("lost");
});

describe("a file is fetched from Vonage and from nobody else", () => {
  test.each([
    "https://api-eu.nexmo.com/v3/media/1",
    "https://api.vonage.com/v3/media/1",
    "https://nexmo.com/media",
  ])("%s is theirs", (url) => expect(isOfVonage(url)).toBe(true));

  test.each([
    "http://api-eu.nexmo.com/v3/media/1",
    "https://api-eu.nexmo.com:8443/v3/media/1",
    "https://api.nexmo.com.evil.test/1",
    "https://evilnexmo.com/1",
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "",
  ])("%s is not", (url) => expect(isOfVonage(url)).toBe(false));

  test("whatever the message says", async () => {
    const { read, fetch } = await sendFile({ url: "http://169.254.169.254/latest" });
    expect(await fetch()).toBe("lost");
    expect(await read()).toMatchObject({ state: "lost" });
  });

  test("nor from this machine, when the installation does not allow it", async () => {
    const { read, fetch } = await sendFile();
    env.ALLOWED_PRIVATE_HOSTS = "";
    expect(await fetch()).toBe("lost");
    expect(await read()).toMatchObject({ state: "lost" });
  });
});
