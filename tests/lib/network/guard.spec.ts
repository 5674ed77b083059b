import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { env } from "@/lib/env";
import { isPublicAddress, resolveOutside } from "@/lib/network/guard";

beforeEach(() => {
  env.ALLOWED_PRIVATE_HOSTS = "";
});

const PRIVATE = [
  "127.0.0.1",
  "127.1",
  "0x7f.1",
  "0x7f000001",
  "2130706433",
  "017700000001",
  "１２７.0.0.1",
  "0.0.0.0",
  "0",
  "10.0.0.8",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.0.1",
  "192.0.2.7",
  "198.18.0.1",
  "203.0.113.9",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::1",
  "[::1]",
  "::",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "[::ffff:7f00:1]",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::1",
  "2002:7f00:1::",
  "2001::1",
  "2001:db8::1",
  "fec0::1",
  "ff02::1",
  "localhost",
  "localhost.",
  "LOCALHOST",
];

const NOT_A_HOST = [
  "",
  " ",
  ".",
  "a b",
  "user@mail.example",
  "mail.example/x",
  "mail.example:993",
  "mail.example#",
  "fe80::1%eth0",
  "mail\\example",
  "a%2eb",
];

describe("the outside guard", () => {
  test.each(PRIVATE)("refuses %s", async (host) => {
    await expect(resolveOutside(host, 993)).rejects.toMatchObject({ code: "refused" });
  });

  test.each(NOT_A_HOST)("takes %j for no host at all", async (host) => {
    await expect(resolveOutside(host, 993)).rejects.toMatchObject({ code: "name" });
  });

  test("refuses a name as soon as one of its addresses is private", async () => {
    const resolve = async () => ["8.8.8.8", "10.0.0.1"];
    await expect(resolveOutside("mail.example", 993, resolve)).rejects.toMatchObject({ code: "refused" });
  });

  test("hands out the address it checked, so that a name that changes its mind changes nothing", async () => {
    const answers = [["8.8.8.8"], ["127.0.0.1"]];
    const resolve = async () => answers.shift() ?? [];
    expect(await resolveOutside("Rebind.Example.", 993, resolve)).toEqual({
      address: "8.8.8.8",
      servername: "rebind.example",
      isPrivate: false,
    });
    await expect(resolveOutside("rebind.example", 993, resolve)).rejects.toMatchObject({ code: "refused" });
  });

  test("says the same of an open and a closed inner port, before connecting", async () => {
    for (const port of [1, 22, 5432, 65_535])
      await expect(resolveOutside("127.0.0.1", port)).rejects.toThrow("outside:refused");
  });

  test("lets the installation, and nobody else, allow a host, a host with a port, or a network", async () => {
    const reached = (host: string, port: number) =>
      resolveOutside(host, port).then(
        () => true,
        () => false,
      );
    env.ALLOWED_PRIVATE_HOSTS = "localhost, 10.1.2.3:143 ,192.168.0.0/16,[fd00::1]:993";
    expect(await reached("localhost", 143)).toBe(true);
    expect(await reached("127.0.0.1", 143)).toBe(false);
    expect(await reached("10.1.2.3", 143)).toBe(true);
    expect(await reached("10.1.2.3", 993)).toBe(false);
    expect(await reached("192.168.44.5", 25)).toBe(true);
    expect(await reached("fd00::1", 993)).toBe(true);
    expect(await reached("fd00::1", 143)).toBe(false);
  });

  test("never calls an IPv4 address in a reserved block public, in any spelling", async () => {
    const octet = fc.integer({ min: 0, max: 255 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 10, 127, 224, 239, 240, 255),
        octet,
        octet,
        octet,
        async (a, b, c, d) => {
          const number = ((a * 256 + b) * 256 + c) * 256 + d;
          expect(isPublicAddress(`${a}.${b}.${c}.${d}`)).toBe(false);
          expect(isPublicAddress(`::ffff:${a}.${b}.${c}.${d}`)).toBe(false);
          for (const host of [String(number), `0x${number.toString(16)}`])
            await expect(resolveOutside(host, 80)).rejects.toMatchObject({ code: "refused" });
        },
      ),
    );
  });

  test("takes only global unicast for public in IPv6", () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const first = Number.parseInt(groups[0] ?? "0", 16);
        if (first < 0x2000 || first > 0x3fff) expect(isPublicAddress(groups.join(":"))).toBe(false);
      }),
    );
  });
});
