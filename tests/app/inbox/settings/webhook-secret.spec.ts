import { beforeAll, expect, test } from "vitest";
import {
  replay,
  revealSecret,
  rotateSecret,
} from "@/app/inbox/settings/integrations/[integrationId]/webhook-actions";
import { connectNewWebhook } from "@/app/inbox/settings/integrations/channel-actions";
import { withCompany } from "@/db/company";
import { activities } from "@/db/schema";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { createCompany } from "@/tests/support/factories/company";
import { createSession } from "@/tests/support/factories/session";
import { visit } from "@/tests/support/next-headers";

let owner: { companyId: number; employeeId: number; sessionId: string };
beforeAll(async () => {
  const { companyId, employeeId } = await createCompany();
  const { id: sessionId } = await withCompany(companyId, (db) => createSession(db, { employeeId }));
  owner = { companyId, employeeId, sessionId };
});

async function asOwner<Value>(
  act: () => Promise<{ ok: true; value: Value } | { ok: false; message: string }>,
) {
  const answer = await visit({ [SESSION_COOKIE]: await writeSessionToken(owner) }, act);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

test("a webhook that somebody connected shows its secret when asked, both while two count, and who asked is noted", async () => {
  const integrationId = await asOwner(() =>
    connectNewWebhook({ name: "Shop", signing: "standard", callbackUrl: "" }),
  );
  const first = await asOwner(() => revealSecret({ integrationId }));
  expect(first).toEqual({ secret: expect.stringMatching(/^whsec_/), previous: null });

  const rotated = await asOwner(() => rotateSecret({ integrationId }));
  expect(rotated.secret).not.toBe(first.secret);
  expect(rotated.previous?.secret).toBe(first.secret);
  expect(await asOwner(() => revealSecret({ integrationId }))).toEqual(rotated);

  const noted = await withCompany(owner.companyId, (db) =>
    db.select().from(activities).orderBy(activities.id),
  );
  expect(noted).toMatchObject(
    ["secretShown", "secretRotated", "secretShown"].map((verb) => ({
      verb,
      actor: "person",
      employeeId: owner.employeeId,
      conversationId: null,
      detail: { integrationId },
    })),
  );
  expect(JSON.stringify(noted)).not.toContain(first.secret);
});

test("a callback that is not there to hand over again is a sentence, not a crash", async () => {
  await expect(asOwner(() => replay({ messageId: 999_999 }))).rejects.toThrow("Ce message n’existe plus.");
});
