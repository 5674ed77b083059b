import type { APIRequestContext, APIResponse } from "@playwright/test";
import { withCompany } from "@/db/company";
import { files } from "@/lib/files/store";
import { listSources } from "../isolation/sources";
import { expect, test } from "../support/e2e";
import { createAttachment } from "../support/factories/attachment";
import { createCompany } from "../support/factories/company";
import { createConversation } from "../support/factories/conversation";
import { createFolder } from "../support/factories/folder";
import { createIntegration } from "../support/factories/integration";
import { createMessage } from "../support/factories/message";

const MARK = "bougainvillea";

// A stream that never ends is listened to in tests/isolation/routes.spec.ts.
const ENDLESS = ["/inbox/live"];

/** Another company, by whose ids its things are asked for: one for every name that stands in an address. */
async function makeOtherCompany(): Promise<Record<string, string>> {
  const { companyId, employeeId } = await createCompany({ name: `Company ${MARK}` });
  return withCompany(companyId, async (db) => {
    const integration = await createIntegration(db, { name: MARK, address: `${MARK}@${companyId}.test` });
    const folder = await createFolder(db, { name: `Folder ${MARK}` });
    const conversation = await createConversation(db, {
      integrationId: integration.id,
      folderId: folder.id,
      subject: `Subject ${MARK}`,
    });
    const message = await createMessage(db, { conversationId: conversation.id, body: `Text ${MARK}` });
    const attachment = await createAttachment(db, {
      messageId: message.id,
      uploadedById: employeeId,
      name: `${MARK}.txt`,
      fileKey: await files().putFile(companyId, Buffer.from(`File ${MARK}`)),
    });
    const ids = {
      conversationId: conversation.id,
      messageId: message.id,
      attachmentId: attachment.id,
      folderId: folder.id,
      integrationId: integration.id,
      // What a name that is not listed stands for.
      id: integration.id,
    };
    return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, String(id)]));
  });
}

/** The address of every page and route of the inbox, with the ids of another company in it and behind it. */
function listAddresses(ids: Record<string, string>): string[] {
  const addresses = listSources()
    .map(({ path }) => path)
    .filter((path) => path.startsWith("app/inbox/") && /\/(page|route)\.tsx?$/.test(path))
    .map((path) => path.replace(/^app|\/(page|route)\.tsx?$|\/\([^)]*\)/g, ""))
    .map((path) => path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => ids[name] ?? ids.id ?? ""))
    .filter((address) => !ENDLESS.includes(address));
  return addresses.flatMap((address) => [address, `${address}?${new URLSearchParams(filtersOf(ids))}`]);
}

const filtersOf = ({ folderId = "", integrationId = "" }: Record<string, string>) => ({
  folder: folderId,
  assignee: "1",
  source: integrationId,
  // A word of theirs, but not the mark: what is looked for is shown again.
  q: "Subject",
});

const ask = (request: APIRequestContext, address: string): Promise<APIResponse> =>
  request.get(address, { maxRedirects: 0, headers: { accept: "text/html" } });

test("no address of the inbox shows anything of another company", async ({ desk }) => {
  const ids = await makeOtherCompany();
  for (const address of listAddresses(ids)) {
    const answer = await ask(desk.request, address);
    expect((await answer.text()).includes(MARK), address).toBe(false);
    expect(answer.status(), address).toBeLessThan(500);
  }
});

test("no address of the inbox answers a stranger", async ({ request, company }) => {
  const ids = await makeOtherCompany();
  expect(company.companyId).toBeGreaterThan(0);
  for (const address of listAddresses(ids)) {
    const answer = await ask(request, address);
    expect(answer.status(), address).toBeGreaterThanOrEqual(300);
    expect(answer.status(), address).toBeLessThan(500);
    expect((await answer.text()).includes(MARK), address).toBe(false);
  }
});
