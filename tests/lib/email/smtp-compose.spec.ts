import { describe, expect, test } from "vitest";
import { parseEmail } from "@/lib/email/parse-email";
import { composeEmail, isOurEmailId, makeEmailId, type OutgoingMessage } from "@/lib/email/smtp";

const SECRET = "only-for-tests-and-32-characters-long";

const message = (changed: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  emailId: "answer@lumen.test",
  date: new Date("2026-11-20T10:00:00Z"),
  from: { name: "Nadia Ferrand – Atelier Lumen", address: "contact@lumen.test" },
  to: [{ name: "Camille Renaud", address: "camille@client.test" }],
  subject: "Re: Votre commande n° 12",
  text: "Bonjour,\n\n.\nElle part demain : 12 €.\nFrom here on",
  ...changed,
});

const compose = async (changed: Partial<OutgoingMessage> = {}) =>
  (await composeEmail(message(changed))).toString("latin1");
const headerLines = (raw: string) => raw.split("\r\n\r\n")[0]?.split(/\r\n(?![ \t])/) ?? [];
const headerOf = (raw: string, name: string) =>
  headerLines(raw)
    .find((line) => line.toLowerCase().startsWith(`${name}: `))
    ?.replace(/\r\n[ \t]+/g, " ")
    .slice(name.length + 2);

describe("a mail of ours", () => {
  test("says what was written, to whom, whatever the letters", async () => {
    const email = await parseEmail(await composeEmail(message()));
    expect(email).toMatchObject({
      emailId: "answer@lumen.test",
      subject: "Re: Votre commande n° 12",
      from: { name: "Nadia Ferrand – Atelier Lumen", address: "contact@lumen.test" },
      to: [{ name: "Camille Renaud", address: "camille@client.test" }],
      text: "Bonjour,\n\n.\nElle part demain : 12 €.\nFrom here on\n",
    });
  });

  test("has the same bytes at every attempt", async () => {
    const attachments = [{ name: "a.bin", type: "application/octet-stream", content: Buffer.alloc(300, 7) }];
    expect(await compose({ attachments })).toBe(await compose({ attachments }));
  });

  test("has ASCII headers, lines that no server cuts, and no lone line end", async () => {
    const raw = await compose({ subject: "é".repeat(400), text: "x".repeat(5_000) });
    expect(headerLines(raw).join("")).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    for (const line of raw.split("\r\n")) expect(line.length).toBeLessThan(998);
    expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test.each([
    ["a subject", { subject: "Re: x\r\nBcc: evil@x.test\r\n\r\nHello" }],
    ["a name", { to: [{ name: 'Eve" <evil@x.test>,\r\nBcc: evil@x.test', address: "camille@client.test" }] }],
    ["a Message-ID", { emailId: "a@b", inReplyTo: "x@y>\r\nBcc: evil@x.test" }],
    [
      "a file's name",
      {
        attachments: [{ name: 'a"\r\nBcc: evil@x.test\r\n', type: "text/plain", content: Buffer.from("a") }],
      },
    ],
  ])("adds no header and no recipient through %s", async (_, changed) => {
    const raw = await compose(changed);
    expect(raw).not.toMatch(/^bcc:/im);
    expect(headerOf(raw, "to")).toMatch(/<camille@client\.test>$/);
    expect(
      await parseEmail(Buffer.from(raw, "latin1")).then((email) => ("to" in email ? email.to : [])),
    ).toHaveLength(1);
  });

  test.each(["", "camille", "a@b, c@d", "a@b\r\nRCPT TO:<c@d>", "<a@b>", "a b@c", "Eve <a@b>"])(
    "is not made for the address %j",
    async (address) => {
      await expect(compose({ to: [{ name: "", address }] })).rejects.toThrow("addressInvalid");
    },
  );

  test("names at most the first ancestor and the last fifteen, without what is no id", async () => {
    const references = ["broken id", "é@x", ...Array.from({ length: 30 }, (_, at) => `${at}@x.test`)];
    const raw = await compose({ inReplyTo: "29@x.test", references });
    const ids = headerOf(raw, "references")?.split(/\s+/) ?? [];
    expect(ids).toHaveLength(16);
    expect([ids[0], ids[1], ids.at(-1)]).toEqual(["<0@x.test>", "<15@x.test>", "<29@x.test>"]);
    expect(headerOf(raw, "in-reply-to")).toBe("<29@x.test>");
  });

  test("says that no person wrote it only when none did", async () => {
    expect(headerOf(await compose(), "auto-submitted")).toBeUndefined();
    const raw = await compose({ isAutomatic: true });
    expect(headerOf(raw, "auto-submitted")).toBe("auto-replied");
    expect(headerOf(raw, "x-auto-response-suppress")).toBe("All");
  });
});

describe("a Message-ID of ours", () => {
  test("is new at every call, tells nothing, and is recognised however a server spells it", () => {
    const [one, two] = [makeEmailId("Lumen.test", SECRET), makeEmailId("Lumen.test", SECRET)];
    expect(one).not.toBe(two);
    expect(one).toMatch(/^[0-9a-f]{24}\.[0-9a-f]{20}@lumen\.test$/);
    expect(isOurEmailId(one, SECRET)).toBe(true);
    expect(isOurEmailId(one.toUpperCase(), SECRET)).toBe(true);
  });

  test("cannot be made without the secret, nor for another domain", () => {
    const id = makeEmailId("lumen.test", SECRET);
    expect(isOurEmailId(id, `${SECRET}!`)).toBe(false);
    expect(isOurEmailId(id.replace("lumen", "other"), SECRET)).toBe(false);
    for (const other of ["", "x@y", "<x@y>", id.slice(1)]) expect(isOurEmailId(other, SECRET)).toBe(false);
  });

  test("is ASCII for every domain, and needs a real one", () => {
    expect(makeEmailId("éclairage.fr", SECRET)).toMatch(/@xn--clairage-90a\.fr$/);
    for (const domain of ["", "localhost", "a b"])
      expect(() => makeEmailId(domain, SECRET)).toThrow("real domain");
  });
});
