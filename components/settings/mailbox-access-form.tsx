"use client";
import type { MailboxDraft } from "./mailbox-draft";
import { MailboxForm } from "./mailbox-form";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string; field?: string };
type Changed = Omit<MailboxDraft, "address" | "presetId" | "sinceDays"> & {
  integrationId: number;
};

interface MailboxAccessFormProps {
  integrationId: number;
  draft: MailboxDraft;
  save: (changed: Changed) => Promise<Answer<number>>;
}

/** The form of a mailbox that is connected already. */
export function MailboxAccessForm({ integrationId, draft, save }: MailboxAccessFormProps) {
  return (
    <MailboxForm
      draft={draft}
      presets={[]}
      integrationId={integrationId}
      save={(changed) => save({ ...changed, integrationId })}
    />
  );
}
