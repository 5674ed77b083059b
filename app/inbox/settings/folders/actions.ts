"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { archiveFolder, reorderFolders } from "@/db/queries/folders-list";
import { startRefiling } from "@/db/queries/refilings";
import { foldersChanged } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import { RuleGroup } from "@/lib/triage/rules/rule";
import { saveFolder } from "@/lib/triage/save-folder";
import { showReplay } from "./show-replay";

const permission = "folders.manage";

const FolderInput = z.object({
  folderId: z.int().positive().nullable(),
  name: z.string().trim().min(1, "required").max(80, "invalid"),
  icon: z.string().regex(/^[a-z-]{1,40}$/, "invalid"),
  description: z.string().trim().max(1000, "invalid"),
  rule: RuleGroup.nullable(),
});

export const preview = employeeAction({
  input: FolderInput.extend({ name: z.string().max(80, "invalid") }),
  permission,
  run: (db, { folderId, name, rule }, employee) => {
    if (!rule) throw new AppError("INVALID", "ruleIncomplete");
    return showReplay(db, { folderId, name, rule, employee });
  },
});

const refiling = (refilingId: number | null, companyId: number) =>
  refilingId === null ? undefined : foldersChanged.create({ companyId, refilingId });

export const save = employeeAction({
  input: FolderInput,
  permission,
  run: async (db, folder) => {
    const isRefiling = await saveFolder(db, folder);
    revalidatePath("/inbox", "layout");
    return { isRefiling, refilingId: isRefiling ? await startRefiling(db) : null };
  },
  announce: ({ refilingId }, { companyId }) => refiling(refilingId, companyId),
});

export const reorder = employeeAction({
  input: z.object({ ids: z.array(z.int().positive()).min(1, "invalid").max(1000, "invalid") }),
  permission,
  run: async (db, { ids }) => {
    await reorderFolders(db, ids);
    revalidatePath("/inbox", "layout");
    return startRefiling(db);
  },
  announce: (refilingId, { companyId }) => refiling(refilingId, companyId),
});

export const archive = employeeAction({
  input: z.object({ folderId: z.int().positive() }),
  permission,
  run: async (db, { folderId }) => {
    if (!(await archiveFolder(db, folderId))) throw new AppError("NOT_FOUND", "folderGone");
    revalidatePath("/inbox", "layout");
    return startRefiling(db);
  },
  announce: (refilingId, { companyId }) => refiling(refilingId, companyId),
});
