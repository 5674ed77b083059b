"use server";
import { revalidatePath } from "next/cache";
import { employeeAction } from "@/app/employee-action";
import { integrationPollRequested } from "@/inngest/events";
import { changeMailbox, connectMailbox } from "@/lib/integrations/connect-mailbox";
import { ChangedMailbox, NewMailbox } from "@/lib/integrations/mailbox-input";

export const connect = employeeAction({
  input: NewMailbox,
  permission: "integrations.manage",
  run: async (db, mailbox) => {
    const integrationId = await connectMailbox(db, mailbox);
    revalidatePath("/inbox", "layout");
    return integrationId;
  },
  announce: (integrationId, { companyId }) => integrationPollRequested.create({ companyId, integrationId }),
});

export const change = employeeAction({
  input: ChangedMailbox,
  permission: "integrations.manage",
  run: async (db, mailbox) => {
    await changeMailbox(db, mailbox);
    revalidatePath("/inbox/settings/integrations", "layout");
    return mailbox.integrationId;
  },
  announce: (integrationId, { companyId }) => integrationPollRequested.create({ companyId, integrationId }),
});
