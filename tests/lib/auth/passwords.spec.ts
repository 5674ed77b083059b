import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";

test("a password is stored as argon2id at OWASP's cost, with a salt of its own", async () => {
  const [one, two] = await Promise.all([
    hashPassword("une phrase assez longue"),
    hashPassword("une phrase assez longue"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test("only the right password is right", async () => {
  const hash = await hashPassword("une phrase assez longue");
  expect(await verifyPassword(hash, "une phrase assez longue")).toBe(true);
  for (const wrong of ["", "une phrase assez longu", "Une phrase assez longue", `${"x".repeat(100_000)}`]) {
    expect(await verifyPassword(hash, wrong)).toBe(false);
  }
});

test("an accent is the same however the keyboard composes it", async () => {
  const hash = await hashPassword("caf\u00e9 cr\u00e8me sucr\u00e9");
  expect(await verifyPassword(hash, "cafe\u0301 cre\u0300me sucre\u0301")).toBe(true);
});

test("an account without a password, or with none that can be read, lets nobody in", async () => {
  for (const hash of [null, "", "none", "$argon2id$broken"]) {
    expect(await verifyPassword(hash, "")).toBe(false);
    expect(await verifyPassword(hash, "none")).toBe(false);
  }
});

test("an unknown account takes as long as a known one", async () => {
  const hash = await hashPassword("une phrase assez longue");
  await verifyPassword(null, "x");
  const known = await median(() => verifyPassword(hash, "wrong wrong wrong"));
  const unknown = await median(() => verifyPassword(null, "wrong wrong wrong"));
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test("many at once are all answered", async () => {
  const hash = await hashPassword("une phrase assez longue");
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, at) => verifyPassword(hash, at % 2 ? "wrong" : "une phrase assez longue")),
  );
  expect(answers).toEqual(Array.from({ length: 24 }, (_, at) => at % 2 === 0));
});

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[4] ?? 0;
}
