import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { verifyToken } from "@/lib/vonage/verify-token";
import { makeAccount, signMessages } from "@/tests/support/vonage-account";

const CORPUS = "../shared/corpus/vonage/webhook-jwt.json";
const present = existsSync(CORPUS);

interface Vector {
  id: string;
  token: string;
  secret: string;
  signatureValid: boolean;
}
const vectors: Vector[] = present ? JSON.parse(readFileSync(CORPUS, "utf8")) : [];

const refusalOf = (run: () => unknown): string => {
  try {
    run();
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
};

describe.skipIf(!present)(
  "tokens that Vonage's own libraries are tested with (../shared/corpus; skipped when it is absent)",
  () => {
    test.each(vectors)("$id", ({ id, token, secret, signatureValid }) => {
      const authorization = `Bearer ${token}`;
      const then = new Date(1587494962_000);
      const said = refusalOf(() => verifyToken({ authorization, secret, body: Buffer.alloc(0), now: then }));
      // Of those signed rightly, one is not from Vonage and the other about a body that nobody published.
      expect(said).toBe("Not signed by Vonage");
      const isOld = refusalOf(() =>
        verifyToken({ authorization, secret, body: Buffer.alloc(0), now: new Date() }),
      );
      const isRight = signatureValid && id.startsWith("ruby");
      expect(isOld).toBe(isRight ? "Signed too long ago" : "Not signed by Vonage");
    });
  },
);

const account = makeAccount();
const now = new Date("2026-11-20T12:00:00Z");
const body = '{"text":"Bonjour"}';
const check = (signing: Parameters<typeof signMessages>[2] = {}, seen = body) => {
  const { init } = signMessages(account, body, { now, ...signing });
  const authorization = init.headers.authorization ?? "";
  const secret = account.signatureSecret;
  return refusalOf(() => verifyToken({ authorization, secret, body: Buffer.from(seen), now }));
};

test("a token of this account about this body is Vonage's", () => {
  expect(check()).toBe("accepted");
});

test("a body whose JSON was laid out anew is still the one that was signed", () => {
  expect(check({}, '{ "text": "Bonjour" }\n')).toBe("accepted");
});

test.each([
  ["another body", {}, '{"text":"Bonsoir"}'],
  ["no algorithm", { header: { alg: "none" } }, body],
  ["another algorithm", { header: { alg: "RS256" } }, body],
  ["another issuer", { claims: { iss: "Nexmo" } }, body],
  ["no number of its own", { claims: { jti: undefined } }, body],
  ["no hash", { claims: { payload_hash: undefined } }, body],
  ["another secret", { secret: "another" }, body],
])("%s is refused", (_, signing, seen) => {
  expect(check(signing, seen)).toBe("Not signed by Vonage");
});

test.each([-301, 301])("%s seconds off is refused", (seconds) => {
  expect(check({ now: new Date(now.getTime() + seconds * 1000) })).toBe("Signed too long ago");
});

test("what is no token at all is refused", () => {
  for (const authorization of ["", "Bearer ", "Bearer a.b", "Basic abc", "Bearer a.b.c.d"]) {
    const secret = account.signatureSecret;
    expect(refusalOf(() => verifyToken({ authorization, secret, body: Buffer.from(body), now }))).toBe(
      "Not signed by Vonage",
    );
  }
});

test("an account without a secret accepts nothing", () => {
  const { init } = signMessages(account, body, { now, secret: "" });
  const authorization = init.headers.authorization ?? "";
  const said = refusalOf(() => verifyToken({ authorization, secret: "", body: Buffer.from(body), now }));
  expect(said).toBe("Not signed by Vonage");
});
