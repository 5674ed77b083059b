import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/inbox/webhooks/custom/[integrationId]/route";
import { withCompany } from "@/db/company";
import { connectWebhook, revealWebhookSecret } from "@/lib/integrations/connect-webhook";
import type { Signing } from "@/lib/webhooks/verify-signature";
import { writeCurlExample, writeNodeExample } from "@/lib/webhooks/write-examples";
import { createCompany } from "@/tests/support/factories/company";

const run = promisify(execFile);

// The route behind a real port, for programs that only know addresses.
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [integrationId = ""] = (request.url ?? "").split("/").slice(-1);
  const headers = new Headers(request.headers as Record<string, string>);
  const asked = new Request(`http://localhost${request.url}`, {
    method: "POST",
    headers,
    body: Buffer.concat(chunks),
  });
  const answer = await POST(asked, { params: Promise.resolve({ integrationId }) });
  response.writeHead(answer.status).end(await answer.text());
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

async function openWebhook(signing: Signing) {
  const { companyId } = await createCompany();
  return withCompany(companyId, async (db) => {
    const id = await connectWebhook(db, { name: "Boutique", signing, callbackUrl: "" });
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/inbox/webhooks/custom/${id}`;
    return { signing, url, secret: await revealWebhookSecret(db, id) };
  });
}

test.each(["standard", "github"] as const)("the example in the shell works as it is: %s", async (signing) => {
  const { stdout } = await run("bash", ["-c", writeCurlExample(await openWebhook(signing))]);
  expect(stdout).toMatch(/^HTTP\/1.1 200 OK/);
  expect(stdout).toMatch(/Kept$/);
});

test.each(["standard", "github"] as const)("the example in Node works as it is: %s", async (signing) => {
  const source = writeNodeExample(await openWebhook(signing));
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", source]);
  expect(stdout).toBe("200 Kept\n");
});
