import { deflateSync } from "node:zlib";
import type { Chance } from "./chance";

export interface MadeFile {
  name: string;
  type: string;
  content: Buffer;
}

/** A small real file of the kind its name says: a page of PDF, a picture of a lamp, or a table. */
export function makeFile(name: string, title: string, chance: Chance): MadeFile {
  if (name.endsWith(".png")) return { name, type: "image/png", content: drawLamp(chance) };
  if (name.endsWith(".csv")) return { name, type: "text/csv", content: writeTable(chance) };
  return { name, type: "application/pdf", content: writePage(title) };
}

function writePage(title: string): Buffer {
  const plain = title.normalize("NFD").replace(/[^\x20-\x7e]/g, "");
  const lines = [plain, "", "Atelier Lumen", "12 rue Burdeau, 69001 Lyon", "04 78 00 12 34"];
  const text = lines.map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj T*`).join("\n");
  const stream = `BT /F1 16 Tf 24 TL 72 760 Td\n${text}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let page = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const place = page.length;
    page += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${page.length}\n%%EOF\n`;
  return Buffer.from(page + table + trailer, "latin1");
}

const PRODUCTS = [
  "Halo opaline",
  "Applique Orée",
  "Lampadaire Brume",
  "Lampe Galet",
  "Trait",
  "Nuée",
  "Lune",
];

function writeTable(chance: Chance): Buffer {
  const rows = PRODUCTS.map((product) => `${product};${chance.between(2, 24)};${chance.between(89, 640)},00`);
  return Buffer.from(`\ufeffDésignation;Quantité;Prix HT\r\n${rows.join("\r\n")}\r\n`);
}

const WIDTH = 320;
const HEIGHT = 240;

/** A hanging lamp before a wall, its glass in one of many colours. */
function drawLamp(chance: Chance): Buffer {
  const glass = [chance.between(170, 250), chance.between(150, 220), chance.between(90, 190)];
  const [middle, top] = [chance.between(130, 190), chance.between(80, 120)];
  const pixels = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const distance = Math.hypot(x - middle, (y - top) * 1.15);
      const light = Math.max(0, 1 - distance / 210);
      const colour = colourAt({ x, y, distance, light, middle, top, glass });
      colour.forEach((value, channel) => {
        pixels[y * (WIDTH * 3 + 1) + 1 + x * 3 + channel] = Math.min(255, Math.round(value));
      });
    }
  }
  return encodePng(pixels);
}

interface Spot {
  x: number;
  y: number;
  distance: number;
  light: number;
  middle: number;
  top: number;
  glass: number[];
}

function colourAt({ x, y, distance, light, middle, top, glass }: Spot): number[] {
  if (distance < 46) return glass.map((value) => value + 40 * light);
  if (Math.abs(x - middle) < 2 && y < top) return [60, 52, 46];
  if (y > 205) return [96 + 70 * light, 74 + 60 * light, 56 + 40 * light];
  return [150 + 95 * light, 148 + 85 * light, 142 + 60 * light];
}

function encodePng(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits, true colour (PNG specification 11.2.1).
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
