"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { findFolder } from "@/db/queries/folders-list";
import { judgeBlind } from "@/db/queries/reviews";
import { AppError } from "@/lib/errors";

const id = z.int().positive();

/** Keeps where a person says that a message belongs, before they know what a classifier said; answers what it had said. */
export const judge = employeeAction({
  input: z.object({ messageId: id, folderId: id.nullable() }),
  permission: "folders.manage",
  run: async (db, { messageId, folderId }, { employeeId }) => {
    const isGone = folderId !== null && !(await findFolder(db, folderId));
    if (isGone) throw new AppError("NOT_FOUND", "folderGone");
    const said = await judgeBlind(db, { messageId, folderId, employeeId });
    if (!said) throw new AppError("CONFLICT", "reviewDone");
    revalidatePath("/inbox/settings/scoreboard", "layout");
    return said;
  },
});
