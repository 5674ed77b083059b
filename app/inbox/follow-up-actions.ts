"use server";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { addFollowUp } from "@/lib/follow-ups/add-follow-up";
import { settleFollowUp } from "@/lib/follow-ups/settle-follow-up";

const id = z.int().positive();
const permission = "conversations.write";

/** Plans to write again on a day, unless the customer writes first. */
export const planFollowUp = employeeAction({
  input: z.object({
    conversationId: id,
    dueAt: z.iso.datetime().transform((moment) => new Date(moment)),
    note: z.string().trim().max(500, "textTooLong").default(""),
  }),
  permission,
  run: (db, asked, { employeeId }) => addFollowUp(db, { ...asked, employeeId }),
});

export const endFollowUp = employeeAction({
  input: z.object({ followUpId: id, ending: z.enum(["done", "cancelled"]) }),
  permission,
  run: async (db, asked, { employeeId }) => {
    await settleFollowUp(db, { ...asked, employeeId });
    return null;
  },
});
