import { existsSync, readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { isSigned } from "@/lib/webhooks/verify-signature";

const CORPUS = "../shared/corpus/webhook-signatures/expected.json";
const present = existsSync(CORPUS);

interface Vector {
  scheme: "standard-webhooks" | "github";
  headers: Record<string, string>;
  payload: string;
  secret: string;
  nowUnix?: number;
  valid: boolean;
}
const vectors: [string, Vector][] = present ? Object.entries(JSON.parse(readFileSync(CORPUS, "utf8"))) : [];

const signedBy = (headers: Record<string, string>, body: string) => {
  const given = new Headers(headers);
  return { header: (name: string) => given.get(name), body: Buffer.from(body) };
};

describe.skipIf(!present)(
  "signatures that the reference libraries are tested with (../shared/corpus; skipped when it is absent)",
  () => {
    test.each(vectors)("%s", (_, { scheme, headers, payload, secret, nowUnix = 0, valid }) => {
      const signatory = {
        signing: scheme === "github" ? ("github" as const) : ("standard" as const),
        secrets: [secret],
        now: new Date(nowUnix * 1000),
      };
      expect(isSigned(signedBy(headers, payload), signatory)).toBe(valid);
    });
  },
);

const secret = `whsec_${Buffer.from("a secret of the old days").toString("base64")}`;
const newer = `whsec_${Buffer.from("a secret of these days").toString("base64")}`;
const now = new Date("2026-11-20T12:00:00Z");
const standard = (id = "msg_1", at = now, key = secret) => ({
  "webhook-id": id,
  "webhook-timestamp": String(at.getTime() / 1000),
  "webhook-signature": new Webhook(key).sign(id, at, "{}"),
});

test("either of two secrets fits while they change", () => {
  const secrets = [newer, secret];
  for (const key of secrets) {
    const request = signedBy(standard("msg_1", now, key), "{}");
    expect(isSigned(request, { signing: "standard", secrets, now })).toBe(true);
    expect(isSigned(request, { signing: "standard", secrets: [key], now })).toBe(true);
  }
  expect(isSigned(signedBy(standard(), "{}"), { signing: "standard", secrets: [newer], now })).toBe(false);
});

test.each([-301, 301])("a clock that is %s seconds off is too far", (seconds) => {
  const at = new Date(now.getTime() + seconds * 1000);
  expect(
    isSigned(signedBy(standard("msg_1", at), "{}"), { signing: "standard", secrets: [secret], now }),
  ).toBe(false);
});

test("an empty secret signs nothing, in either way", () => {
  const of = { secrets: ["", "whsec_"], now };
  expect(isSigned(signedBy(standard(), "{}"), { signing: "standard", ...of })).toBe(false);
  expect(isSigned(signedBy({}, "{}"), { signing: "github", secrets: [""], now })).toBe(false);
});
