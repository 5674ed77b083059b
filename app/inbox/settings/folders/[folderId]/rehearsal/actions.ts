"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { recordVerdict } from "@/db/queries/rehearsals";
import { VERDICTS } from "@/db/schema";
import { rehearsalStarted } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import { acceptRehearsal } from "@/lib/rehearsal/accept-rehearsal";
import { startRehearsal } from "@/lib/rehearsal/start-rehearsal";

const id = z.int().positive();
const permission = "folders.manage";

/** Tries the folder's answers on past messages; nothing is sent. */
export const start = employeeAction({
  input: z.object({ folderId: id, cases: z.union([z.literal(20), z.literal(50), z.literal(200)]) }),
  permission,
  run: (db, asked, { employeeId }) => startRehearsal(db, { ...asked, employeeId }),
  announce: (rehearsalId, { companyId }) => rehearsalStarted.create({ companyId, rehearsalId }),
});

/** Lets the folder be switched to automatic, as long as nothing changes that decides what it says. */
export const accept = employeeAction({
  input: z.object({ rehearsalId: id }),
  permission,
  run: async (db, { rehearsalId }, { employeeId }) => {
    await acceptRehearsal(db, { rehearsalId, employeeId });
    revalidatePath("/inbox/settings/folders", "layout");
    return null;
  },
});

/** Which of two answers a person preferred, without knowing whose they were. */
export const judge = employeeAction({
  input: z.object({ rehearsalId: id, messageId: id, verdict: z.enum(VERDICTS) }),
  permission,
  run: async (db, judged) => {
    if (!(await recordVerdict(db, judged))) throw new AppError("NOT_FOUND", "rehearsalGone");
    return null;
  },
});
