import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";

const SAME_AS: Record<string, string> = {
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "iso-8859-8-i": "iso-8859-8",
  "iso-8859-8-e": "iso-8859-8",
  "iso-8859-6-i": "iso-8859-6",
  "ks_c_5601-1987": "cp949",
  "euc-kr": "cp949",
  gb2312: "gb18030",
  gbk: "gb18030",
  "unicode-1-1-utf-7": "utf-7",
  "tis-620": "windows-874",
};

const NOTHING_SAID =
  /^(?:us-?ascii|ascii|ansi_x3.*|utf-?8|7bit|8bit|binary|base64|hex|default|.*unknown.*)?$/;

/**
 * Text of bytes in the charset a mail names. A name that is missing, unknown or plainly wrong is replaced by UTF-8
 * where the bytes are UTF-8, else by `hint` (a charset the same mail names elsewhere), else by a guess. Never throws.
 */
export function decodeBytes(bytes: Buffer, declared: string | undefined, hint?: string): string {
  const charset = charsetFor(bytes, declared);
  if (charset) return decodeKnown(bytes, charset);
  if (isUtf8(bytes)) return bytes.includes(0x1b) ? decodeKnown(bytes, guessCharset(bytes)) : fromUtf8(bytes);
  if (/^utf-?8$/i.test(declared?.trim() ?? "") && isMostlyUtf8(bytes)) return fromUtf8(bytes);
  return decodeKnown(bytes, charsetFor(bytes, hint) ?? guessCharset(bytes));
}

/** The name under which a charset is decoded, or undefined when it says no more than ASCII or UTF-8 or is unknown. */
function knownCharset(name: string | undefined): string | undefined {
  const plain = (name ?? "").toLowerCase().replace(/["'\s]/g, "");
  if (NOTHING_SAID.test(plain)) return undefined;
  if (/^(?:cs)?iso-?2022-?jp/.test(plain)) return "iso-2022-jp";
  const charset = SAME_AS[plain] ?? plain;
  return [charset, charset.replace(/^x-/, ""), charset.replace(/^cp-?/, "cp")].find(iconv.encodingExists);
}

const isForeign = (byte: number) => byte > 0x7f;

function charsetFor(bytes: Buffer, name: string | undefined): string | undefined {
  const charset = knownCharset(name);
  // ISO-2022-JP is made of seven-bit bytes: text with others in it is something else.
  return charset === "iso-2022-jp" && bytes.some(isForeign) ? undefined : charset;
}

function decodeKnown(bytes: Buffer, charset: string): string {
  // iconv-lite has no ISO-2022-JP; TextDecoder has it, but reads windows-1252 as ISO-8859-1 on Node 20.
  if (charset === "iso-2022-jp") return new TextDecoder(charset).decode(bytes);
  return charset === "utf-8" ? fromUtf8(bytes) : iconv.decode(bytes, charset);
}

const fromUtf8 = (bytes: Buffer) => bytes.toString("utf8").replace(/^\ufeff/, "");

function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString("utf8");
  const broken = text.split("\ufffd").length - 1;
  const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0;
  return broken <= 3 * (foreign - broken);
}

/** The likeliest charset of bytes that are not UTF-8; windows-1252 when nothing speaks for another one. */
function guessCharset(bytes: Buffer): string {
  const start = Math.max(0, bytes.findIndex(isForeign));
  const sample = bytes.subarray(start, start + 4096);
  if (/\p{Cc}[$(][@BJ]/u.test(sample.toString("latin1"))) return "iso-2022-jp";
  const runs = sample.toString("latin1").match(/[\x80-\xff]+/g) ?? [];
  const foreign = runs.join("").length;
  if (foreign / Math.max(1, runs.length) < 2) return "windows-1252";
  const best = CANDIDATES.map((candidate) => ({
    ...candidate,
    likeness: likenessOf(sample, candidate),
  })).sort((a, b) => b.likeness - a.likeness)[0];
  return best && best.likeness > 0.7 ? best.charset : "windows-1252";
}

type Candidate = { charset: string; usual: RegExp; allowed: RegExp };

const CANDIDATES: Candidate[] = [
  { charset: "shift_jis", usual: /[\u3040-\u30ff]/g, allowed: /[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/g },
  { charset: "euc-jp", usual: /[\u3040-\u30ff]/g, allowed: /[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/g },
  {
    charset: "cp949",
    usual: /[이다는을를의가에은하고지안녕세요습니한시로사기서해도인자대일어리있부수문주합과제]/g,
    allowed: /[\u3000-\u303f\uac00-\ud7a3\uff01-\uff5e]/g,
  },
  {
    charset: "gb18030",
    usual: /[的一是不了人我在有他这中大来上个国到说们为子和你地出会也时要就可以]/g,
    allowed: /[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/g,
  },
  {
    charset: "big5",
    usual: /[的一是不了人我在有他這中大來上個國到說們為子和你地出會也時要就可以]/g,
    allowed: /[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/g,
  },
  { charset: "koi8-r", usual: /[а-яё]/g, allowed: /[А-ЯЁ]/g },
  { charset: "windows-1251", usual: /[а-яё]/g, allowed: /[А-ЯЁ№«»—–]/g },
];

/** Share of the foreign characters that look like the language, 0 to 1.25; usual characters weigh more. */
function likenessOf(sample: Buffer, { charset, usual, allowed }: Candidate): number {
  const text = iconv.decode(sample, charset);
  const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0;
  if (!foreign) return 0;
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return (1.25 * count(usual) + 0.8 * count(allowed) - 2 * count(/[\ufffd\ue000-\uf8ff]/g)) / foreign;
}
