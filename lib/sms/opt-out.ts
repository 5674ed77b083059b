import { fold } from "@/lib/text/fold";

const OUT = new Set(
  "stop stopall arret arreter desabonner desinscription unsubscribe cancel end quit".split(" "),
);
const IN = new Set("start unstop reprise reprendre subscribe".split(" "));

/** Whether an SMS that says nothing else asks to be left alone ("out") or to hear from us again ("in"). */
export function readOptOut(text: string): "out" | "in" | undefined {
  const word = fold(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    // In France carriers have people write "STOP SMS" or "STOP 36111".
    .replace(/^stop (?:sms|\d{5})$/, "stop");
  if (OUT.has(word)) return "out";
  return IN.has(word) ? "in" : undefined;
}
