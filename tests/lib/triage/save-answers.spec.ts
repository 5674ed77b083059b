import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { findFolder } from "@/db/queries/folders-list";
import { saveModelSettings } from "@/db/queries/model-settings";
import type { FolderAnswers } from "@/db/queries/reply-folders";
import { activities, articles, folders } from "@/db/schema";
import { isRehearsed } from "@/lib/rehearsal/is-rehearsed";
import { saveAnswers } from "@/lib/triage/save-answers";
import { createArticle } from "@/tests/support/factories/article";
import { openReplyWorld, type ReplyWorld } from "./reply-world";

let world: ReplyWorld;
beforeEach(async () => {
  world = await openReplyWorld();
});

const AUTOMATIC: FolderAnswers = {
  autoReply: "automatic",
  replyHours: "always",
  instructions: "",
  sendThreshold: 90,
  followUpDays: 3,
  followUpKind: "remind",
};

const save = (changed: Partial<FolderAnswers> = {}) =>
  world.within((db) =>
    saveAnswers(db, {
      folderId: world.folderId,
      employeeId: world.employeeId,
      answers: { ...AUTOMATIC, ...changed },
    }),
  );
const read = () => world.within((db) => findFolder(db, world.folderId));

describe("how a folder answers", () => {
  test("is kept, with who changed what", async () => {
    await save({ sendThreshold: 92 });
    expect(await read()).toMatchObject({ autoReply: "automatic", sendThreshold: 92, followUpDays: 3 });
    const told = await world.within((db) =>
      db.select().from(activities).where(eq(activities.verb, "answersChanged")),
    );
    expect(told).toMatchObject([
      {
        actor: "person",
        employeeId: world.employeeId,
        detail: {
          before: { sendThreshold: 85, followUpDays: null },
          after: { sendThreshold: 92, followUpDays: 3 },
        },
      },
    ]);
  });

  test("is not automatic without a rehearsal, whoever asks", async () => {
    await world.setFolder({ autoReply: "draft", rehearsalId: null });
    await expect(save()).rejects.toThrow("answersNotRehearsed");
    expect(await read()).toMatchObject({ autoReply: "draft", sendThreshold: 85 });
  });

  test("is not automatic with other instructions than were rehearsed", async () => {
    await expect(save({ instructions: "Tutoie les clients." })).rejects.toThrow("answersNotRehearsed");
    expect(await read()).toMatchObject({ instructions: "" });
    await save({ autoReply: "draft", instructions: "Tutoie les clients." });
    await world.rehearse();
    await save({ instructions: "Tutoie les clients." });
    expect(await read()).toMatchObject({ autoReply: "automatic" });
  });

  test("proposes nothing without the company's prompt", async () => {
    await world.within((db) => saveModelSettings(db, { prompt: "  " }));
    await expect(save({ autoReply: "draft" })).rejects.toThrow("promptMissing");
    await save({ autoReply: "off" });
  });

  test("is refused for a folder that is gone", async () => {
    await world.setFolder({ archivedAt: new Date() });
    await expect(save()).rejects.toThrow("folderGone");
  });

  test("may be automatic again after it was pulled back, once a person says so", async () => {
    await world.setFolder({ autoReply: "draft", pulledBackAt: new Date(), pulledBackBecause: "drift" });
    await save();
    expect(await read()).toMatchObject({ pulledBackAt: null, pulledBackBecause: null });
  });
});

describe("a rehearsal that was accepted", () => {
  const holds = () =>
    world.within(async (db) => {
      const [folder] = await db.select().from(folders).where(eq(folders.id, world.folderId));
      return folder ? isRehearsed(db, folder) : undefined;
    });

  test.each<[string, () => Promise<unknown>]>([
    ["the prompt", () => world.within((db) => saveModelSettings(db, { prompt: "Autre." }))],
    ["the links", () => world.within((db) => saveModelSettings(db, { links: ["atelier.test"] }))],
    ["the model", () => world.within((db) => saveModelSettings(db, { model: "another" }))],
    ["the folder's instructions", () => world.setFolder({ instructions: "Bref." })],
    [
      "an article that is published",
      () => world.within((db) => createArticle(db, { publishedAt: new Date() })),
    ],
  ])("holds until %s changes", async (_, change) => {
    expect(await holds()).toBe(true);
    await change();
    expect(await holds()).toBe(false);
  });

  test("holds while a draft is written, and until a published article is changed", async () => {
    await world.within((db) => createArticle(db, { publishedAt: null }));
    expect(await holds()).toBe(true);
    const { id } = await world.within((db) => createArticle(db, { publishedAt: new Date() }));
    await world.rehearse();
    await world.within((db) => db.update(articles).set({ version: 2 }).where(eq(articles.id, id)));
    expect(await holds()).toBe(false);
  });
});
