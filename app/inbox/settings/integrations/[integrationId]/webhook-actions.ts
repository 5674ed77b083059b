"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction, outsideAction } from "@/app/employee-action";
import { insertActivities } from "@/db/queries/conversation-changes";
import { replayCallback } from "@/lib/conversations/replay-callback";
import {
  findPreviousSecret,
  revealWebhookSecret,
  rotateWebhookSecret,
} from "@/lib/integrations/connect-webhook";

const input = z.object({ integrationId: z.int().positive() });

/** The secrets that count now; who saw them is noted. */
export const revealSecret = employeeAction({
  input,
  permission: "integrations.manage",
  run: async (db, { integrationId }, { employeeId }) => {
    const secret = await revealWebhookSecret(db, integrationId);
    const previous = await findPreviousSecret(db, integrationId);
    await insertActivities(db, [{ employeeId, verb: "secretShown", detail: { integrationId } }]);
    return { secret, previous };
  },
});

export const rotateSecret = employeeAction({
  input,
  permission: "integrations.manage",
  run: async (db, { integrationId }, { employeeId }) => {
    const secret = await rotateWebhookSecret(db, integrationId);
    const previous = await findPreviousSecret(db, integrationId);
    await insertActivities(db, [{ employeeId, verb: "secretRotated", detail: { integrationId } }]);
    revalidatePath("/inbox/settings/integrations", "layout");
    return { secret, previous };
  },
});

/** Hands an answer to its callback once more; gives the status, 0 when nobody answered. */
export const replay = outsideAction({
  input: z.object({ messageId: z.int().positive() }),
  permission: "integrations.manage",
  run: async ({ messageId }, { companyId }) => {
    const { status } = await replayCallback(companyId, messageId);
    revalidatePath("/inbox/settings/integrations", "layout");
    return status ?? 0;
  },
});
