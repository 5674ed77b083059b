"use server";
import { revalidatePath } from "next/cache";
import { employeeAction } from "@/app/employee-action";
import { changeNumber, changeTemplates, connectNumber } from "@/lib/integrations/connect-number";
import { changeWebhook, connectWebhook } from "@/lib/integrations/connect-webhook";
import { ChangedNumber, ChangedTemplates, NewNumber } from "@/lib/integrations/number-input";
import { ChangedWebhook, NewWebhook } from "@/lib/integrations/webhook-input";

export const connectNewNumber = employeeAction({
  input: NewNumber,
  permission: "integrations.manage",
  run: async (db, number) => {
    const integrationId = await connectNumber(db, number);
    revalidatePath("/inbox", "layout");
    return integrationId;
  },
});

export const changeKnownNumber = employeeAction({
  input: ChangedNumber,
  permission: "integrations.manage",
  run: async (db, number) => {
    await changeNumber(db, number);
    revalidatePath("/inbox/settings/integrations", "layout");
    return number.integrationId;
  },
});

export const saveTemplates = employeeAction({
  input: ChangedTemplates,
  permission: "integrations.manage",
  run: async (db, changed) => {
    await changeTemplates(db, changed);
    revalidatePath("/inbox", "layout");
    return changed.templates.length;
  },
});

export const connectNewWebhook = employeeAction({
  input: NewWebhook,
  permission: "integrations.manage",
  run: async (db, webhook) => {
    const integrationId = await connectWebhook(db, webhook);
    revalidatePath("/inbox", "layout");
    return integrationId;
  },
});

export const changeKnownWebhook = employeeAction({
  input: ChangedWebhook,
  permission: "integrations.manage",
  run: async (db, webhook) => {
    await changeWebhook(db, webhook);
    revalidatePath("/inbox/settings/integrations", "layout");
    return webhook.integrationId;
  },
});
