import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentDisposition, fileHeaders } from "@/lib/messages/file-headers";

const file = (type: string) => ({ name: "Facture n° 12 – été.pdf", type, size: 3 });

describe("the headers of a file", () => {
  test.each([
    "text/html",
    "image/svg+xml",
    "text/xml",
    "application/xhtml+xml",
    "text/plain",
    "message/rfc822",
    "application/zip",
  ])("%s is saved, never shown in place, even when asked", (type) => {
    const headers = fileHeaders(file(type), true);
    expect(headers["content-disposition"]).toMatch(/^attachment;/);
    expect(headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test("a picture and a PDF are shown in place when asked, and saved when not", () => {
    for (const type of ["image/png", "image/jpeg", "application/pdf"]) {
      expect(fileHeaders(file(type), true)["content-disposition"]).toMatch(/^inline;/);
      expect(fileHeaders(file(type), false)["content-disposition"]).toMatch(/^attachment;/);
      expect(fileHeaders(file(type), true)["content-security-policy"]).not.toMatch(/script|https?:/);
    }
  });

  test("a name reaches old and new browsers", () => {
    expect(contentDisposition("attachment", "Facture n° 12 – été.pdf")).toBe(
      "attachment; filename=\"Facture n_ 12 _ ete.pdf\"; filename*=UTF-8''Facture%20n%C2%B0%2012%20%E2%80%93%20%C3%A9t%C3%A9.pdf",
    );
  });

  test("no name breaks out of its header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (name) => {
        const header = contentDisposition("attachment", name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w!.~%-]+$/);
        expect(header.match(/"/g)).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
  });
});
