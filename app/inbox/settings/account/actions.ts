"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { revokeOtherSessions, revokeSession } from "@/db/queries/sessions";

export const endSession = employeeAction({
  input: z.object({ sessionId: z.uuid() }),
  permission: "account.manage",
  run: async (db, { sessionId }, { employeeId }) => {
    await revokeSession(db, employeeId, sessionId);
    revalidatePath("/inbox/settings/account");
    return null;
  },
});

export const endOtherSessions = employeeAction({
  input: z.object({}),
  permission: "account.manage",
  run: async (db, _, { employeeId, sessionId }) => {
    const ended = await revokeOtherSessions(db, employeeId, sessionId);
    revalidatePath("/inbox/settings/account");
    return ended;
  },
});
