import type { Db } from "@/db/company";
import { judgeByMove } from "@/db/queries/classifications";
import { findFolder } from "@/db/queries/folders-list";
import { AppError } from "@/lib/errors";
import { type Changed, changeConversations } from "./change-conversations";

interface Asked {
  conversationIds: number[];
  employeeId: number;
}

/**
 * Files conversations by hand, or with null takes them out of their folder: no rule moves them any more. What is filed
 * is no newsletter.
 */
export async function moveConversations(
  db: Db,
  { folderId, ...asked }: Asked & { folderId: number | null },
): Promise<Changed> {
  const folder = folderId === null ? undefined : await findFolder(db, folderId);
  if (folderId !== null && !folder) throw new AppError("NOT_FOUND", "folderGone");
  await judgeByMove(db, { ...asked, folderId });
  return changeConversations(db, {
    ...asked,
    verb: "moved",
    set: {
      folderId,
      filedBy: "person",
      filing: { employeeId: asked.employeeId, ...(folder ? { folderName: folder.name } : {}) },
      ...(folder ? { bulk: false } : {}),
    },
  });
}

/** Puts what was taken for a newsletter back among the conversations, for good. */
export async function keepOutOfNewsletters(db: Db, asked: Asked): Promise<Changed> {
  return changeConversations(db, {
    ...asked,
    verb: "keptOut",
    set: { bulk: false, filedBy: "person", filing: { employeeId: asked.employeeId } },
  });
}
