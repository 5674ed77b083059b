const PEOPLE = 2_000;
const WORDS =
  "bonjour commande livraison facture devis lampe abat-jour suspension merci rendez-vous atelier réparation délai question colis numéro adresse demain semaine client prix couleur taille modèle retour échange garantie please order invoice when could would shipping broken replacement thanks regards meeting tomorrow".split(
    " ",
  );

/** The same mail for the same number: one in three answers an earlier one, one in five carries a file, charsets vary. */
export function makeMail(number: number): Buffer {
  const random = randomFrom(number);
  const parent = number > 20 && random() < 0.35 ? number - 1 - Math.floor(random() * 20) : undefined;
  const root = parent ?? number;
  const person = root % PEOPLE;
  const text = paragraphs(random, 4 + Math.floor(random() * 12));
  const subject = `${parent === undefined ? "" : "Re: "}${words(randomFrom(root), 5)} ${root}`;
  const head = [
    `Received: from mx${number % 7}.customer.test by mx.atelier.test with ESMTPS id ${number}; ${DATE}`,
    "Received: from localhost by mx.customer.test with ESMTPSA; Wed, 25 Nov 2026 08:00:00 +0000",
    "DKIM-Signature: v=1; a=rsa-sha256; d=customer.test; s=2026; h=from:to:subject:date; bh=MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=; b=YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=",
    `Message-ID: <${number}@customer.test>`,
    `Date: ${DATE}`,
    `From: =?UTF-8?Q?Client_n=C2=B0${person}?= <client-${person}@customer.test>`,
    "To: Atelier <support@atelier.test>",
    `Subject: =?UTF-8?B?${Buffer.from(subject).toString("base64")}?=`,
    ...(parent === undefined
      ? []
      : [`In-Reply-To: <${parent}@customer.test>`, `References: <${parent}@customer.test>`]),
    "MIME-Version: 1.0",
    "X-Mailer: Courrier 12.4",
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n`), bodyOf(number, text, random)]);
}

const DATE = "Wed, 25 Nov 2026 09:00:00 +0100";

function bodyOf(number: number, text: string, random: () => number): Buffer {
  const kind = number % 10;
  if (kind === 0) return plain(text, "iso-8859-1", "latin1");
  if (kind < 3) return plain(text, "utf-8", "utf8");
  const parts = alternative(number, text);
  return number % 5 === 0 ? mixed(number, parts, random) : parts;
}

function plain(text: string, charset: string, encoding: BufferEncoding): Buffer {
  const head = `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(`${text}\r\n`, encoding)]);
}

function alternative(number: number, text: string): Buffer {
  const html = `<html><head><style>p { margin: 0 0 1em; color: #222 }</style></head><body>${text
    .split("\r\n\r\n")
    .map((part) => `<p style="font-family: Arial, sans-serif">${part}</p>`)
    .join("\r\n")}<table><tr><td>Commande</td><td><b>${number}</b></td></tr></table></body></html>`;
  const part = (type: string, content: string) =>
    `--alt${number}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${folded(content)}\r\n`;
  return Buffer.from(
    `Content-Type: multipart/alternative; boundary="alt${number}"\r\n\r\n${part("text/plain", text)}${part("text/html", html)}--alt${number}--\r\n`,
  );
}

const folded = (content: string | Buffer) =>
  Buffer.from(content).toString("base64").replace(/.{76}/g, "$&\r\n");

function mixed(number: number, parts: Buffer, random: () => number): Buffer {
  const bytes = Buffer.alloc(4_000 + Math.floor(random() * 60_000), `${number} `);
  bytes.write("%PDF-1.7\n", 0);
  const file = `--mix${number}\r\nContent-Type: application/pdf; name="facture-${number}.pdf"\r\nContent-Disposition: attachment; filename="facture-${number}.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${folded(bytes)}\r\n--mix${number}--\r\n`;
  return Buffer.concat([
    Buffer.from(`Content-Type: multipart/mixed; boundary="mix${number}"\r\n\r\n--mix${number}\r\n`),
    parts,
    Buffer.from(file),
  ]);
}

const paragraphs = (random: () => number, count: number) =>
  Array.from({ length: count }, () => `${words(random, 12 + Math.floor(random() * 40))}.`).join("\r\n\r\n");

const words = (random: () => number, count: number) =>
  Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");

/** Mulberry32: small, quick, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
