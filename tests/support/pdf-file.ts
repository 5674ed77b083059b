import { deflateSync } from "node:zlib";

interface Line {
  text: string;
  size?: number;
}

/** A PDF with these lines on its pages, one below the other; `title` is what it says of itself. */
export function makePdf(pages: Line[][], { title = "" } = {}): Buffer {
  const contents = pages.map((lines) => {
    let top = 800;
    const shown = lines.map(({ text, size = 11 }) => {
      top -= size * 1.3;
      return `BT /F1 ${size} Tf 1 0 0 1 50 ${top.toFixed(1)} Tm (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`;
    });
    return { data: deflateSync(Buffer.from(shown.join("\n"), "latin1")), filter: "/FlateDecode" };
  });
  return writePdf(contents, title);
}

interface Content {
  data: Buffer;
  filter: string;
}

/** A PDF whose pages have these content streams, packed as the filter says. */
export function writePdf(contents: Content[], title = ""): Buffer {
  const first = 4;
  const kids = contents.map((_, index) => `${first + index * 2} 0 R`).join(" ");
  const objects: Buffer[] = [
    Buffer.from("<< /Type /Catalog /Pages 2 0 R >>"),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`),
    Buffer.from("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"),
  ];
  for (const [index, { data, filter }] of contents.entries()) {
    const resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]";
    objects.push(
      Buffer.from(`<< /Type /Page /Parent 2 0 R ${resources} /Contents ${first + index * 2 + 1} 0 R >>`),
    );
    const head = `<< /Length ${data.length} /Filter ${filter} >>\nstream\n`;
    objects.push(Buffer.concat([Buffer.from(head), data, Buffer.from("\nendstream")]));
  }
  objects.push(Buffer.from(`<< /Title (${title}) >>`, "latin1"));
  return assemble(objects);
}

function assemble(objects: Buffer[]): Buffer {
  const parts = [Buffer.from("%PDF-1.7\n")];
  let size = 9;
  const offsets = objects.map((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    parts.push(part);
    size += part.length;
    return size - part.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R /Info ${objects.length} 0 R >>`;
  parts.push(
    Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${rows}${trailer}\nstartxref\n${size}\n%%EOF`),
  );
  return Buffer.concat(parts);
}
