import { classifyText } from "@/lib/triage/learn/classify-text";
import { trainClassifier } from "@/lib/triage/learn/train-classifier";

let s = 7;
const rnd = (n: number) => {
  s = (Math.imul(s, 1103515245) + 12345) >>> 0;
  return (s >>> 8) % n;
};
const word = () => {
  let w = "";
  const r = Math.floor((rnd(10000) / 10000) ** 3 * 20000);
  let x = (r * 2654435761) >>> 0;
  for (let i = 0; i < 3 + (x % 7); i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    w += String.fromCharCode(97 + ((x >>> 16) % 26));
  }
  return w;
};
const rows = Array.from({ length: Number(process.argv[2] ?? 1500) }, (_, i) => ({
  label: i % 20,
  text: Array.from({ length: 120 }, () =>
    rnd(15) === 0 ? `theme${String.fromCharCode(97 + (i % 20))}x${rnd(30)}` : word(),
  ).join(" "),
}));
const t = performance.now();
const c = trainClassifier(rows);
console.log("train long", rows.length, (performance.now() - t) | 0, "V", c.vocabulary.hashes.length);
for (let k = 0; k < 4; k++) {
  const t2 = performance.now();
  for (let i = 0; i < 1000; i++) classifyText(c, rows[i]!.text);
  console.log("per", (performance.now() - t2) / 1000);
}
