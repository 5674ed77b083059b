"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { outsideAction } from "@/app/employee-action";
import { jobsDatabase } from "@/inngest/embedded/connection";
import { replayRun } from "@/inngest/embedded/runs";
import { AppError } from "@/lib/errors";
import { findCompanyRun } from "./company-runs";

export const replay = outsideAction({
  input: z.object({ runId: z.string().min(1, "invalid").max(100, "invalid") }),
  permission: "runs.manage",
  run: async ({ runId }, { companyId }) => {
    const run = await findCompanyRun(companyId, runId);
    const newId = run && (await replayRun(jobsDatabase(), runId));
    if (!newId) throw new AppError("NOT_FOUND", "runGone");
    revalidatePath("/inbox/settings/runs", "layout");
    return newId;
  },
});
