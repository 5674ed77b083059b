"use server";
import { revalidatePath } from "next/cache";
import { employeeAction, outsideAction } from "@/app/employee-action";
import { integrationPollRequested } from "@/inngest/events";
import { changeMailbox, connectMailbox } from "@/lib/integrations/connect-mailbox";
import { examineChangedMailbox, examineNewMailbox } from "@/lib/integrations/examine-mailbox";
import { ChangedMailbox, NewMailbox } from "@/lib/integrations/mailbox-input";

export const testNewMailbox = outsideAction({
  input: NewMailbox,
  permission: "integrations.manage",
  run: (mailbox) => examineNewMailbox(mailbox),
});

export const testChangedMailbox = outsideAction({
  input: ChangedMailbox,
  permission: "integrations.manage",
  run: (mailbox, { companyId }) => examineChangedMailbox(companyId, mailbox),
});

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
