"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { employeeAction, outsideAction } from "@/app/employee-action";
import { changeAnswerRules } from "@/lib/model/change-answer-rules";
import { connectProvider } from "@/lib/model/connect-provider";
import { AnswerRules, ModelConnection } from "@/lib/model/model-input";
import { resumeAnswers, stopAnswers } from "@/lib/model/stop-answers";
import { testModel } from "@/lib/model/test-model";

const permission = "model.manage";

export const connect = employeeAction({
  input: ModelConnection,
  permission,
  run: async (db, connection, { employeeId }) => {
    await connectProvider(db, connection, employeeId);
    revalidatePath("/inbox", "layout");
    return null;
  },
});

export const changeRules = employeeAction({
  input: AnswerRules,
  permission,
  run: async (db, rules, { employeeId }) => {
    await changeAnswerRules(db, rules, employeeId);
    revalidatePath("/inbox", "layout");
    return null;
  },
});

export const test = outsideAction({
  input: z.object({}),
  permission,
  run: async (_, { companyId }) => {
    const tried = await testModel(companyId);
    revalidatePath("/inbox/settings/model");
    return tried;
  },
});

export const stop = employeeAction({
  input: z.object({}),
  permission,
  run: async (db, _, { employeeId }) => {
    await stopAnswers(db, employeeId);
    revalidatePath("/inbox", "layout");
    return null;
  },
});

export const resume = employeeAction({
  input: z.object({}),
  permission,
  run: async (db, _, { employeeId }) => {
    await resumeAnswers(db, employeeId);
    revalidatePath("/inbox", "layout");
    return null;
  },
});
