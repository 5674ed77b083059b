import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeBytes } from "@/lib/email/parse-charset";
import { decodeWords } from "@/lib/email/parse-words";

const texts: [string, string][] = [
  ["windows-1252", "Müller à Genève a reçu l’été dernier 50 €"],
  ["koi8-r", "Здравствуйте, где мой заказ?"],
  ["windows-1251", "Здравствуйте, где мой заказ?"],
  ["shift_jis", "ご注文の確認をお願いします。ありがとうございます。"],
  ["euc-jp", "ご注文の確認をお願いします。ありがとうございます。"],
  ["gb18030", "您好，我的订单在哪里？这是我的第一次来这里，不知道要多久"],
  ["cp949", "안녕하세요 주문한 물건이 아직 도착하지 않았습니다"],
];

describe("text in old charsets", () => {
  test.each(texts)("%s is recognised when the mail names no charset", (charset, text) => {
    expect(decodeBytes(iconv.encode(text, charset), undefined)).toBe(text);
    expect(
      decodeBytes(Buffer.concat([Buffer.alloc(9000, "a "), iconv.encode(text, charset)]), "us-ascii"),
    ).toContain(text);
  });

  test("a charset named elsewhere in the mail is believed before a guess", () => {
    expect(decodeBytes(iconv.encode("ёж", "koi8-r"), undefined, "koi8-r")).toBe("ёж");
  });

  test("ISO-2022-JP is read, and what only says so is not", () => {
    const japanese = Buffer.from("1b2442242224241b2842", "hex");
    expect(decodeBytes(japanese, "ISO-2022-JP")).toBe("あい");
    expect(decodeBytes(japanese, undefined)).toBe("あい");
    expect(decodeBytes(Buffer.from("こんにちは"), "iso-2022-jp")).toBe("こんにちは");
  });

  test("one broken byte does not spoil a whole UTF-8 text", () => {
    expect(decodeBytes(Buffer.concat([Buffer.from("été à la mer"), Buffer.from([0xff])]), "utf-8")).toMatch(
      /^été à la mer/,
    );
  });

  test("ISO-8859-1 is read as windows-1252, and names that are no charset do no harm", () => {
    expect(decodeBytes(Buffer.from([0x80, 0xe9]), "iso-8859-1")).toBe("€é");
    for (const name of ["base64", "hex", "x-unknown", "nonsense"])
      expect(decodeBytes(Buffer.from("été"), name)).toBe("été");
  });
});

describe("encoded words", () => {
  test.each([
    ["=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=", "Café"],
    ["=?UTF-8?B?w6k=?=\r\n =?UTF-8?B?w6A=?= fin", "éà fin"],
    ["=?ISO-2022-JP?B?GyRCJCIbKEI=?=\r\n =?ISO-2022-JP?B?GyRCJCQbKEI=?=", "あい"],
    ["=?iso-8859-1*fr?q?=E9t=E9?= chaud", "été chaud"],
    ["a =?utf-8?q?b?= c =?utf-8?q?d?=", "a b c d"],
    ["=?utf-8?q?Vraiment_?_oui?=", "Vraiment ? oui"],
    ["=?utf-8?q?espace interdit?=", "espace interdit"],
    ["=?utf-8?q?café?=", "café"],
    ["=?nonsense?q?=E9?=", "é"],
    ["pas un mot =?utf-8?", "pas un mot =?utf-8?"],
  ])("%j reads %j", (value, text) => {
    expect(decodeWords(value)).toBe(text);
  });
});
