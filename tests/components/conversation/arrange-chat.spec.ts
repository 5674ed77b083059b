import { expect, test } from "vitest";
import { arrangeChat, type ChatEntry } from "@/components/conversation/arrange-chat";
import type { ThreadEntry } from "@/components/conversation/arrange-thread";
import type { ThreadMessage } from "@/db/queries/thread";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 9, minute));

function entry(message: Partial<ThreadMessage> & { id: number; minute: number }): ThreadEntry {
  const usual = { kind: "inbound", employeeId: null, senderAddress: "+33612345678", content: null };
  const sent = { delivery: null, arrivedAt: null, readAt: null, externalId: `m${message.id}` };
  return {
    kind: "message",
    message: { ...usual, ...sent, ...message, sentAt: at(message.minute) } as unknown as ThreadMessage,
  };
}

const react = (to: string, emoji: string | null) => ({ content: { reaction: { to, emoji } } });
const said = (entries: ChatEntry[]) => entries.flatMap((one) => (one.kind === "said" ? [one.said] : []));

test("a reaction stands on what it is about, and nowhere else", () => {
  const [first, ...others] = said(
    arrangeChat([entry({ id: 1, minute: 0 }), entry({ id: 2, minute: 1, ...react("m1", "👍") })]),
  );
  expect(first?.reactions).toEqual(["👍"]);
  expect(others).toEqual([]);
});

test("the last reaction counts, and one that was taken back does not", () => {
  const reactions = (emoji: (string | null)[]) =>
    said(
      arrangeChat([
        entry({ id: 1, minute: 0 }),
        ...emoji.map((one, index) => entry({ id: 2 + index, minute: 1 + index, ...react("m1", one) })),
      ]),
    ).map((one) => one.reactions);
  expect(reactions(["👍", "❤️"])).toEqual([["❤️"]]);
  expect(reactions(["👍", null])).toEqual([[]]);
});

test("a reaction to what is not in sight is told in its own place", () => {
  expect(said(arrangeChat([entry({ id: 2, minute: 0, ...react("long-ago", "👍") })]))).toHaveLength(1);
});

test("what is said in a row is one run until somebody else speaks, or some time passes", () => {
  const shown = said(
    arrangeChat([
      entry({ id: 1, minute: 0 }),
      entry({ id: 2, minute: 1 }),
      entry({ id: 3, minute: 2, kind: "outbound", employeeId: 7, delivery: "sent" }),
      entry({ id: 4, minute: 20, kind: "outbound", employeeId: 7, delivery: "sent" }),
    ]),
  );
  expect(shown.map(({ follows, isFollowed }) => [follows, isFollowed])).toEqual([
    [false, true],
    [true, false],
    [false, false],
    [false, false],
  ]);
});

test("one of ours that is read does not hide that the next is not", () => {
  const ours = { kind: "outbound", employeeId: 7, delivery: "sent" } as const;
  const [first] = said(
    arrangeChat([entry({ id: 1, minute: 0, ...ours, readAt: at(3) }), entry({ id: 2, minute: 1, ...ours })]),
  );
  expect(first?.isFollowed).toBe(false);
});

test("an answer knows what it answers", () => {
  const [, answer] = said(
    arrangeChat([entry({ id: 1, minute: 0 }), entry({ id: 2, minute: 1, content: { repliesTo: "m1" } })]),
  );
  expect(answer?.quoted?.id).toBe(1);
});
