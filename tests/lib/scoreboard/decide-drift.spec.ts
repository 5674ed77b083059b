import { expect, test } from "vitest";
import type { FolderRecord } from "@/db/queries/drift";
import { decideDrift } from "@/lib/scoreboard/decide-drift";

const QUIET: FolderRecord = {
  folderId: 1,
  name: "Commandes",
  autoReply: "automatic",
  automatic: 40,
  complaints: 0,
  lately: { right: 0, of: 0 },
  before: { right: 0, of: 0 },
};

test.each<[string, Partial<FolderRecord>, string | undefined]>([
  ["nothing was judged", {}, undefined],
  ["a few mistakes among few say nothing", { lately: { right: 3, of: 7 } }, undefined],
  ["most is right", { lately: { right: 18, of: 20 } }, undefined],
  ["much is wrong", { lately: { right: 10, of: 20 } }, "filing"],
  ["as wrong as it ever was", { lately: { right: 12, of: 20 }, before: { right: 30, of: 60 } }, undefined],
  ["it got worse", { lately: { right: 10, of: 20 }, before: { right: 57, of: 60 } }, "filing"],
  ["two complaints can happen", { complaints: 2, automatic: 4 }, undefined],
  ["three of forty complain", { complaints: 3, automatic: 40 }, undefined],
  ["three of twenty complain", { complaints: 3, automatic: 20 }, "complaints"],
])("%s", (_, change, drift) => {
  expect(decideDrift({ ...QUIET, ...change })).toBe(drift);
});
