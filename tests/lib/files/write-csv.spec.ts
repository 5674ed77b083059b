import { expect, test } from "vitest";
import { writeCsv } from "@/lib/files/write-csv";

const lineOf = (...cells: Parameters<typeof writeCsv>[0][number]) => writeCsv([cells]).slice(1, -2);

test("a table begins with the mark by which Excel knows UTF-8, and its lines end as RFC 4180 says", () => {
  expect(
    writeCsv([
      ["Dossier", "Ici"],
      ["Envoyés", 3],
    ]),
  ).toBe("\ufeffDossier,Ici\r\nEnvoyés,3\r\n");
});

test("commas, quotes and line breaks stay inside their cell", () => {
  expect(lineOf("a,b", 'dit "oui"', "deux\nlignes", "fin")).toBe('"a,b","dit ""oui""","deux\nlignes",fin');
});

test.each(["=HYPERLINK(1)", "+33612345678", "-2+3", "@SUM(A1)", "\t=1+1", " =1+1", "\u200b=1+1", "＝1+1"])(
  "%j is not run as a formula",
  (text) => {
    expect(lineOf(text)).toBe(`'${text}`);
  },
);

test("a formula that needs quotes is quoted behind its apostrophe", () => {
  expect(lineOf('=A1,"x"')).toBe(`"'=A1,""x"""`);
  expect(lineOf("\r=1")).toBe(`"'\r=1"`);
});

test("numbers stay numbers, and nothing is an empty cell", () => {
  expect(lineOf(-4, 0, null, "")).toBe("-4,0,,");
});

test("signs inside a text are left alone", () => {
  expect(lineOf("a=b", "x@y.test", "1+1")).toBe("a=b,x@y.test,1+1");
});
