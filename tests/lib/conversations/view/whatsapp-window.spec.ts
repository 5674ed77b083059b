import { expect, test } from "vitest";
import { windowOf } from "@/lib/conversations/view/whatsapp-window";

const now = new Date("2026-11-20T12:00:00Z");

test("free text is taken for 24 hours after the customer's last message", () => {
  const lastInboundAt = new Date("2026-11-19T13:00:00Z");
  expect(windowOf(lastInboundAt, now)).toEqual({
    isOpen: true,
    closesAt: new Date("2026-11-20T13:00:00Z"),
    leftMs: 3_600_000,
  });
});

test("and not at the very moment it ends, nor after it", () => {
  for (const at of ["2026-11-19T12:00:00Z", "2026-11-01T12:00:00Z"]) {
    expect(windowOf(new Date(at), now)).toMatchObject({ isOpen: false, leftMs: 0 });
  }
});

test("a customer who never wrote opened nothing", () => {
  expect(windowOf(null, now)).toEqual({ isOpen: false, closesAt: null, leftMs: 0 });
});
