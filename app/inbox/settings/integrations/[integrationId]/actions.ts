"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction, outsideAction } from "@/app/employee-action";
import { pauseIntegration, resumeIntegration } from "@/db/queries/integrations-list";
import { integrationPollRequested } from "@/inngest/events";
import { AppError } from "@/lib/errors";
import { chooseMailFolder } from "@/lib/integrations/choose-mail-folder";
import { examineIntegration } from "@/lib/integrations/examine-integration";
import { checkLedger } from "@/lib/integrations/ledger";
import { explainFailure } from "@/lib/integrations/mailbox-refusal";

const input = z.object({ integrationId: z.int().positive() });
const changed = () => revalidatePath("/inbox/settings/integrations", "layout");

export const pause = employeeAction({
  input,
  permission: "integrations.manage",
  run: async (db, { integrationId }) => {
    if (!(await pauseIntegration(db, integrationId))) throw new AppError("NOT_FOUND", "integrationGone");
    changed();
    return null;
  },
});

export const resume = employeeAction({
  input,
  permission: "integrations.manage",
  run: async (db, { integrationId }) => {
    if (!(await resumeIntegration(db, integrationId))) throw new AppError("NOT_FOUND", "integrationGone");
    changed();
    return null;
  },
});

export const examine = outsideAction({
  input,
  permission: "integrations.manage",
  run: async ({ integrationId }, { companyId }) => {
    await examineIntegration(companyId, integrationId);
    changed();
    return null;
  },
});

/** How many mails of the server are not here. */
export const compare = outsideAction({
  input,
  permission: "integrations.sync",
  run: async ({ integrationId }, { companyId }) => {
    const gap = await explainFailure(checkLedger(companyId, integrationId));
    changed();
    return gap;
  },
});

/** Says whether a folder of the server is collected; what is in one that is comes at once. */
export const chooseFolder = employeeAction({
  input: z.object({ mailFolderId: z.int().positive(), collected: z.boolean() }),
  permission: "integrations.manage",
  run: async (db, choice, { employeeId }) => {
    const integrationId = await chooseMailFolder(db, { ...choice, employeeId });
    changed();
    return integrationId;
  },
  announce: (integrationId, { companyId }) => integrationPollRequested.create({ companyId, integrationId }),
});
