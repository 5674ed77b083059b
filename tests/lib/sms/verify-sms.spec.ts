import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isSignedSms, SIGNATURE_METHODS, type SignatureMethod, signatureOf } from "@/lib/sms/verify-sms";

const CORPUS = "../shared/corpus/vonage/expected.json";
const present = existsSync(CORPUS);

interface Vector {
  algorithm: SignatureMethod;
  secret: string;
  params: Record<string, string>;
  sig: string;
  valid: boolean;
}
const vectors: [string, Vector][] = present ? Object.entries(JSON.parse(readFileSync(CORPUS, "utf8"))) : [];

describe.skipIf(!present)(
  "signatures that Vonage's own libraries are tested with (../shared/corpus; skipped when it is absent)",
  () => {
    test.each(vectors)("%s", (_, { params, sig, secret, algorithm, valid }) => {
      const isSigned = isSignedSms({ ...params, sig }, { secret, method: algorithm });
      // One of them is right under the empty secret, with which nothing is ever signed here.
      expect(isSigned).toBe(valid && secret !== "");
      for (const method of SIGNATURE_METHODS.filter((other) => other !== algorithm)) {
        expect(isSignedSms({ ...params, sig }, { secret, method })).toBe(false);
      }
    });
  },
);

test("the letter case of a signature does not matter", () => {
  const said = { a: "1", b: "2" };
  const signature = { secret: "secret", method: "sha256" as const };
  const sig = signatureOf(Object.entries(said), signature);
  expect(isSignedSms({ ...said, sig: sig.toUpperCase() }, signature)).toBe(true);
  expect(isSignedSms({ ...said, sig: sig.slice(1) }, signature)).toBe(false);
  expect(isSignedSms(said, signature)).toBe(false);
});

test("a value that is empty is signed or left out: both are Vonage's", () => {
  const signature = { secret: "secret", method: "md5hash" as const };
  const said = { text: "", to: "1" };
  for (const signed of [Object.entries(said), [["to", "1"] as [string, string]]]) {
    expect(isSignedSms({ ...said, sig: signatureOf(signed, signature) }, signature)).toBe(true);
  }
});

test("what separates parameters cannot be moved into one", () => {
  const signature = { secret: "secret", method: "sha1" as const };
  const sig = signatureOf(Object.entries({ text: "hello", to: "33612345678" }), signature);
  expect(isSignedSms({ "text=hello&to": "33612345678", sig }, signature)).toBe(false);
  expect(isSignedSms({ text: "hello&to=33612345678", sig }, signature)).toBe(false);
});
