import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Folder, folders } from "@/db/schema";

/** How a folder answers. */
export type FolderAnswers = Pick<
  Folder,
  "autoReply" | "replyHours" | "instructions" | "sendThreshold" | "followUpDays" | "followUpKind"
>;

/** A person who lets it send by itself again has seen why it was pulled back. */
export async function updateFolderAnswers(db: Db, id: number, answers: FolderAnswers): Promise<void> {
  const isAutomatic = answers.autoReply === "automatic";
  await db
    .update(folders)
    .set({
      ...answers,
      pulledBackAt: isAutomatic ? null : sql`${folders.pulledBackAt}`,
      pulledBackBecause: isAutomatic ? null : sql`${folders.pulledBackBecause}`,
    })
    .where(and(eq(folders.companyId, db.companyId), eq(folders.id, id)));
}
