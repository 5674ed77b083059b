import { expect, test } from "vitest";
import { queryAttempts } from "@/db/across-companies";
import { networkOf, returnAttempt, takeAttempt } from "@/lib/auth/rate-limits";

const tries = async (count: number, by: (at: number) => { account: string; address: string }) => {
  const answers: boolean[] = [];
  for (let at = 0; at < count; at += 1) answers.push(await takeAttempt("sign-in", by(at)));
  return answers.filter(Boolean).length;
};

test("one person at one address has fifteen attempts, and nobody else is held up by that", async () => {
  const by = { account: "nadia@lumen.test", address: "203.0.113.7" };
  expect(await tries(20, () => by)).toBe(15);
  expect(await takeAttempt("sign-in", { ...by, account: "luc@lumen.test" })).toBe(true);
  expect(await takeAttempt("sign-in", { ...by, address: "203.0.113.8" })).toBe(true);
});

test("one address that tries many accounts is stopped", async () => {
  expect(await tries(80, (at) => ({ account: `${at}@x.test`, address: "198.51.100.1" }))).toBe(60);
});

test("an account that is tried from many addresses is stopped", async () => {
  expect(await tries(80, (at) => ({ account: "boss@lumen.test", address: `192.0.2.${at}` }))).toBe(60);
});

test("a household's IPv6 addresses count as one", async () => {
  const by = (at: number) => ({ account: "ipv6@lumen.test", address: `2001:db8:0:1::${at.toString(16)}` });
  expect(await tries(20, by)).toBe(15);
  expect(await takeAttempt("sign-in", { account: "ipv6@lumen.test", address: "2001:db8:0:2::1" })).toBe(true);
});

test("attempts at the same moment are all counted", async () => {
  const by = { account: "together@lumen.test", address: "203.0.113.99" };
  const answers = await Promise.all(Array.from({ length: 30 }, () => takeAttempt("sign-in", by)));
  expect(answers.filter(Boolean)).toHaveLength(15);
});

test("an attempt that succeeded does not count", async () => {
  const by = { account: "good@lumen.test", address: "203.0.113.50" };
  for (let round = 0; round < 40; round += 1) {
    expect(await takeAttempt("sign-in", by)).toBe(true);
    await returnAttempt("sign-in", by);
  }
});

test("attempts are free again when their time is over, and the table names nobody", async () => {
  const by = { account: "later@lumen.test", address: "203.0.113.60" };
  expect(await tries(20, () => by)).toBe(15);
  await queryAttempts({ text: "update attempts set expire = 1", values: [] });
  expect(await takeAttempt("sign-in", by)).toBe(true);
  const { rows } = await queryAttempts({ text: "select key from attempts", values: [] });
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(String(row.key)).toMatch(/^sign-in-(pair|address|account):[\w-]{43}$/);
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["10.0.0.1, 203.0.113.7", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80::/64"],
  ["", "unknown"],
  ["anything <script>", "unknown"],
])("the network of %j is %j", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
