import type { Integration } from "@/db/schema";

// Servers tell whole seconds, and their clocks differ a little from ours.
const TOLERANCE_MS = 60_000;

/** The moment before which a mail that was there when its folder was first seen is left on the server. */
export const startPointOf = ({ startsAt }: Pick<Integration, "startsAt">): Date =>
  new Date(startsAt.getTime() - TOLERANCE_MS);
