import { gzipSync } from "node:zlib";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { GET as getAttachment } from "@/app/inbox/attachments/[attachmentId]/route";
import { GET as getHtml } from "@/app/inbox/messages/[messageId]/html/route";
import { GET as getImage } from "@/app/inbox/messages/[messageId]/image/route";
import { GET as getOriginal } from "@/app/inbox/messages/[messageId]/original/route";
import { withCompany } from "@/db/company";
import { messageContents } from "@/db/schema";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { sanitizeEmailHtml } from "@/lib/email/sanitize-html";
import { files } from "@/lib/files/store";
import { addressOfOutsideImage } from "@/lib/messages/image-proof";
import { createAttachment } from "../../support/factories/attachment";
import { createCompany } from "../../support/factories/company";
import { createConversation } from "../../support/factories/conversation";
import { createCustomer } from "../../support/factories/customer";
import { createEmployee } from "../../support/factories/employee";
import { createInboundEmail } from "../../support/factories/inbound-email";
import { createIntegration } from "../../support/factories/integration";
import { createMailFolder } from "../../support/factories/mail-folder";
import { createMessage } from "../../support/factories/message";
import { createSession } from "../../support/factories/session";
import { visit } from "../../support/next-headers";

const HTML = `<p style="color:#123">Merci</p><img src="cid:photo@client"><img src="https://tracker.example/p.gif"><blockquote type="cite">Bonjour</blockquote>`;
const RAW = Buffer.from(
  "From: eva@client.example\r\nSubject: Lampe <script>alert(1)</script>\r\n\r\nété\r\n",
  "latin1",
);

interface World {
  companyId: number;
  token: string;
  messageId: number;
  photoId: number;
  pageId: number;
  uploadId: number;
}

async function makeWorld(): Promise<World> {
  const { companyId, employeeId } = await createCompany();
  const colleagueId = await createEmployee(companyId);
  const [photo, page] = await Promise.all(
    ["GIF89a", "<script>alert(1)</script>"].map((text) => files().putFile(companyId, Buffer.from(text))),
  );
  const made = await withCompany(companyId, async (db) => {
    const integration = await createIntegration(db);
    const customer = await createCustomer(db);
    const conversation = await createConversation(db, {
      customerId: customer.id,
      integrationId: integration.id,
    });
    const message = await createMessage(db, { conversationId: conversation.id, html: true, quoted: true });
    await db
      .update(messageContents)
      .set({ html: sanitizeEmailHtml(HTML) })
      .where(and(eq(messageContents.companyId, companyId), eq(messageContents.messageId, message.id)));
    const folder = await createMailFolder(db, { integrationId: integration.id });
    await createInboundEmail(db, {
      integrationId: integration.id,
      mailFolderId: folder.id,
      messageId: message.id,
      raw: gzipSync(RAW),
    });
    const messageId = message.id;
    const inline = {
      messageId,
      name: "photo.gif",
      type: "image/gif",
      fileKey: photo,
      contentId: "photo@client",
      inline: true,
    };
    const session = await createSession(db, { employeeId });
    return {
      messageId,
      sessionId: session.id,
      photoId: (await createAttachment(db, inline)).id,
      pageId: (
        await createAttachment(db, {
          messageId,
          name: 'pa"ge\n.html',
          type: "application/octet-stream",
          fileKey: page,
        })
      ).id,
      uploadId: (await createAttachment(db, { uploadedById: colleagueId, fileKey: photo })).id,
    };
  });
  const token = await writeSessionToken({ companyId, sessionId: made.sessionId });
  return { ...made, companyId, token };
}

type Handler = (request: Request, context: { params: Promise<never> }) => Promise<Response>;

let ours: World;
let theirs: World;
beforeAll(async () => {
  ours = await makeWorld();
  theirs = await makeWorld();
});

/** What a browser gets that is signed in to a company; without a token, nobody is. */
function get(handler: Handler, params: object, { query = "", token = ours.token } = {}): Promise<Response> {
  const request = new Request(`http://localhost:3000/${query}`);
  return visit(token ? { [SESSION_COOKIE]: token } : {}, () =>
    handler(request, { params: Promise.resolve(params as never) }),
  );
}

describe("a mail's HTML", () => {
  test("comes as a document that may run nothing and load nothing from elsewhere", async () => {
    const response = await get(getHtml, { messageId: String(ours.messageId) });
    expect(response.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; img-src 'self' data:;/,
    );
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const document = await response.text();
    expect(document).toContain(`src="/inbox/attachments/${ours.photoId}?inline=1"`);
    expect(document).toContain('data-blocked-images="1"');
    expect(document).toContain('aria-label="Afficher le texte cité"');
    expect(document).not.toContain("tracker.example");
  });

  test("shows outside images through this site when asked, and the quote when asked", async () => {
    const response = await get(
      getHtml,
      { messageId: String(ours.messageId) },
      { query: "?images=1&quote=1" },
    );
    const document = await response.text();
    expect(document).not.toContain("data-blocked-images");
    expect(document).not.toContain("checkbox");
    expect(document).toContain(
      `src="/inbox/messages/${ours.messageId}/image?url=https%3A%2F%2Ftracker.example%2Fp.gif&amp;proof=`,
    );
  });
});

test("an outside image is fetched only with a proof of ours", async () => {
  const { companyId, messageId } = ours;
  const url = "http://169.254.169.254/latest/meta-data";
  const { search } = new URL(addressOfOutsideImage({ companyId, messageId, url }), "http://localhost");
  const forged = await get(
    getImage,
    { messageId: String(messageId) },
    { query: search.replace("latest", "newest") },
  );
  expect(forged.status).toBe(404);
  const other = await get(getImage, { messageId: String(messageId) }, { query: search, token: theirs.token });
  expect(other.status).toBe(404);
  const proven = await get(getImage, { messageId: String(messageId) }, { query: search });
  expect(proven.status).toBe(502);
  expect(await proven.json()).toEqual({ error: "refused" });
});

test("the source of a mail is plain text, whatever stands in it, and is saved when asked", async () => {
  const params = { messageId: String(ours.messageId) };
  const response = await get(getOriginal, params);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=windows-1252");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(RAW);
  const saved = await get(getOriginal, params, { query: "?download=1" });
  expect(saved.headers.get("content-disposition")).toContain(`message-${ours.messageId}.eml`);
});

test("a file is saved under its name; only a picture is shown in place", async () => {
  const shown = await get(getAttachment, { attachmentId: String(ours.photoId) }, { query: "?inline=1" });
  expect(shown.headers.get("content-disposition")).toMatch(/^inline; filename="photo.gif"/);
  expect(shown.headers.get("content-type")).toBe("image/gif");
  const saved = await get(getAttachment, { attachmentId: String(ours.pageId) }, { query: "?inline=1" });
  expect(saved.headers.get("content-disposition")).toMatch(/^attachment; filename="pa_ge_.html"/);
  expect(saved.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
});

test("a file that a colleague has not sent yet is not there", async () => {
  expect((await get(getAttachment, { attachmentId: String(ours.uploadId) })).status).toBe(404);
});

const routes: [string, Handler, (world: World) => object][] = [
  ["html", getHtml, ({ messageId }) => ({ messageId: String(messageId) })],
  ["original", getOriginal, ({ messageId }) => ({ messageId: String(messageId) })],
  ["attachment", getAttachment, ({ photoId }) => ({ attachmentId: String(photoId) })],
];

test.each(routes)(
  "%s: nothing for a stranger, for another company, or for what is no id",
  async (_, handler, params) => {
    expect((await get(handler, params(ours), { token: "" })).status).toBe(401);
    expect((await get(handler, params(theirs))).status).toBe(404);
    for (const id of ["0", "-1", "1e3", "x", "999999999999999999999"])
      expect((await get(handler, { messageId: id, attachmentId: id })).status).toBe(404);
  },
);
