import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanAttachmentName } from "@/lib/email/attachments";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.constantFrom(
    "../../etc/passwd",
    "C:\\Windows\\a.exe",
    "photo\u202egnp.exe",
    "a\0b.pdf",
    "e\u0301".repeat(500),
    "...",
    "\ud800.txt",
  ),
);

describe("the names of attachments", () => {
  test("a cleaned name has no folder, no control, bidi or zero-width character, and at most 200 bytes", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const clean = cleanAttachmentName(name);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Surrogate}]/u);
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(200);
        expect(clean).toBe(clean.normalize("NFC").trim());
        expect(clean).not.toMatch(/^\.|\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test("cleaning a clean name changes nothing", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const clean = cleanAttachmentName(name);
        expect(cleanAttachmentName(clean)).toBe(clean);
      }),
      { numRuns: 500 },
    );
  });

  test("an ordinary name stays as it is", () => {
    for (const name of ["Facture n° 12 – été.pdf", "写真.png", "a+b (1).tar.gz"])
      expect(cleanAttachmentName(name)).toBe(name);
  });

  test("a long name keeps its extension", () => {
    expect(cleanAttachmentName(`${"é".repeat(300)}.pdf`)).toMatch(/^é+\.pdf$/);
  });
});
