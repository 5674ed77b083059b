import { expect, test } from "vitest";
import { arrangeThread, joinThreads, listOpenMessages } from "@/components/conversation/arrange-thread";
import { speaksOfFile } from "@/components/conversation/speaks-of-file";
import type { ThreadMessage } from "@/db/queries/thread";
import type { ThreadActivity } from "@/db/queries/thread-activities";
import { isAddress, readRecipients } from "@/lib/conversations/view/read-recipients";

const message = (id: number, kind: ThreadMessage["kind"], more: Partial<ThreadMessage> = {}) =>
  ({
    id,
    kind,
    sentAt: new Date(id * 1000),
    delivery: kind === "outbound" ? "sent" : null,
    bouncedAt: null,
    ...more,
  }) as ThreadMessage;
const activity = (id: number, second: number) =>
  ({ id, happenedAt: new Date(second * 1000) }) as ThreadActivity;

test("what happened stands between the messages where it happened, what happened in a row together", () => {
  const entries = arrangeThread({
    messages: [message(1, "inbound"), message(5, "outbound")],
    activities: [activity(1, 2), activity(2, 3), activity(3, 9)],
    hasEarlier: false,
  });
  expect(entries.map((entry) => (entry.kind === "message" ? "m" : entry.activities.length))).toEqual([
    "m",
    2,
    "m",
    1,
  ]);
});

test("open are the newest message, what came since our last answer, and ours that are not safely out", () => {
  const messages = [
    message(1, "inbound"),
    message(2, "outbound", { delivery: "failed" }),
    message(3, "outbound"),
    message(4, "inbound"),
    message(5, "note"),
    message(6, "inbound"),
  ];
  expect([...listOpenMessages(messages)].toSorted()).toEqual([2, 4, 6]);
  expect([...listOpenMessages(messages.slice(0, 3))].toSorted()).toEqual([2, 3]);
});

test("an earlier part joins without telling anything twice", () => {
  const later = {
    messages: [message(2, "inbound"), message(3, "inbound")],
    activities: [activity(7, 2)],
    hasEarlier: true,
  };
  const earlier = {
    messages: [message(1, "inbound"), message(2, "inbound")],
    activities: [activity(7, 2)],
    hasEarlier: false,
  };
  const joined = joinThreads(earlier, later);
  expect(joined.messages.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(joined.activities).toHaveLength(1);
  expect(joined.hasEarlier).toBe(false);
});

test("people are read as somebody types or pastes them", () => {
  expect(readRecipients('Paul Perrin <p@x.fr>; "Renaud, Camille" <c@x.fr>, d@x.fr\n')).toEqual([
    { name: "Paul Perrin", address: "p@x.fr" },
    { name: "Renaud, Camille", address: "c@x.fr" },
    { name: "", address: "d@x.fr" },
  ]);
  expect(readRecipients(" , ;")).toEqual([]);
});

test.each(["p@x.fr", "été@société.fr", "a+b@sous.domaine.example"])("%s is an address", (address) => {
  expect(isAddress(address)).toBe(true);
});

test.each(["p@x", "p x@y.fr", "@x.fr", "p@@x.fr", "p@x.fr,q@x.fr", "<p@x.fr>"])("%s is none", (address) => {
  expect(isAddress(address)).toBe(false);
});

test.each([
  "Vous trouverez le devis en pièce jointe.",
  "Le plan ci-joint",
  "Je vous mets la facture en PJ",
  "Please find the quote attached.",
  "See the attachment",
])("«%s» speaks of a file", (text) => {
  expect(speaksOfFile(text)).toBe(true);
});

test.each([
  "Bonjour, c’est noté.",
  "> Le plan ci-joint\nMerci, bien reçu.",
  "Nous sommes attachés à la qualité.",
])("«%s» does not", (text) => {
  expect(speaksOfFile(text)).toBe(false);
});
