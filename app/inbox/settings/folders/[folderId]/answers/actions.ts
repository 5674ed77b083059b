"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { AUTO_REPLIES, FOLLOW_UP_KINDS, REPLY_HOURS } from "@/db/schema";
import { saveAnswers } from "@/lib/triage/save-answers";

const answers = z.object({
  autoReply: z.enum(AUTO_REPLIES),
  replyHours: z.enum(REPLY_HOURS),
  instructions: z.string().trim().max(5000, "textTooLong"),
  sendThreshold: z.int("percentInvalid").min(1, "percentInvalid").max(100, "percentInvalid"),
  followUpDays: z.int("daysInvalid").min(1, "daysInvalid").max(90, "daysInvalid").nullable(),
  followUpKind: z.enum(FOLLOW_UP_KINDS),
});

export const save = employeeAction({
  input: answers.extend({ folderId: z.int().positive() }),
  permission: "folders.manage",
  run: async (db, { folderId, ...answers }, { employeeId }) => {
    await saveAnswers(db, { folderId, employeeId, answers });
    revalidatePath("/inbox", "layout");
    return null;
  },
});
