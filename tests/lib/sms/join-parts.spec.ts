import { expect, test } from "vitest";
import { joinParts, type KeptSms } from "@/lib/sms/join-parts";
import { SmsReceived } from "@/lib/sms/sms-event";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
let eventId = 0;

function part(
  number: number,
  text: string,
  changed: Record<string, unknown> = {},
  receivedAt = ago(0),
): KeptSms {
  const sms = SmsReceived.parse({
    msisdn: "33612345678",
    to: "33644630001",
    messageId: `id-${++eventId}`,
    text,
    concat: "true",
    "concat-ref": "7",
    "concat-total": "3",
    "concat-part": String(number),
    ...changed,
  });
  return { eventId, receivedAt, sms };
}

test("parts are joined whatever order they come in, and under the first one's name", () => {
  const parts = [part(3, " trois"), part(1, "un"), part(2, " deux")];
  const { whole, waiting } = joinParts(parts, now);
  expect(waiting).toEqual([]);
  expect(whole.map(({ text }) => text)).toEqual(["un deux trois"]);
  expect(whole[0]?.parts).toBeUndefined();
  expect(whole[0]?.kept.map(({ sms }) => sms["concat-part"])).toEqual([1, 2, 3]);
});

test("a part that comes twice counts once", () => {
  const { whole } = joinParts([part(1, "un"), part(2, " deux"), part(2, " deux"), part(3, " trois")], now);
  expect(whole.map(({ text }) => text)).toEqual(["un deux trois"]);
  expect(whole[0]?.kept).toHaveLength(4);
});

test("what misses a part waits, and after five minutes is shown with what is missing", () => {
  const parts = [part(1, "un", {}, ago(4)), part(3, "trois", {}, ago(4))];
  expect(joinParts(parts, now)).toMatchObject({ whole: [], waiting: [{}, {}] });
  const later = new Date(now.getTime() + 2 * 60_000);
  expect(joinParts(parts, later)).toMatchObject({
    whole: [{ text: "un […] trois", parts: { total: 3, missing: [2] } }],
    waiting: [],
  });
});

test("a part that comes gives the others more time", () => {
  const parts = [part(1, "un", {}, ago(20)), part(3, "trois", {}, ago(1))];
  expect(joinParts(parts, now).whole).toEqual([]);
});

test("several missing parts leave one gap", () => {
  const { whole } = joinParts([part(3, "fin", {}, ago(9))], now);
  expect(whole[0]).toMatchObject({ text: "[…] fin", parts: { total: 3, missing: [1, 2] } });
});

test("SMS of two people, two numbers or two references are never mixed", () => {
  const both = { "concat-total": "2" };
  const parts = [
    part(1, "a", both),
    part(1, "b", { ...both, msisdn: "33600000000" }),
    part(1, "c", { ...both, to: "33644630002" }),
    part(1, "d", { ...both, "concat-ref": "8" }),
    part(2, "A", both),
  ];
  const { whole, waiting } = joinParts(parts, now);
  expect(whole.map(({ text }) => text)).toEqual(["aA"]);
  expect(waiting).toHaveLength(3);
});

test("an SMS that only claims to be a part is one by itself", () => {
  const odd = [
    { concat: "false" },
    { "concat-ref": undefined },
    { "concat-total": "1" },
    { "concat-part": "9" },
  ];
  const { whole } = joinParts(
    odd.map((changed) => part(1, "seul", changed)),
    now,
  );
  expect(whole).toHaveLength(4);
});
