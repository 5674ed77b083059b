"use client";
import { useTranslations } from "use-intl";

const FIELDS = [
  "id",
  "thread_id",
  "in_reply_to",
  "sent_at",
  "sender",
  "subject",
  "text",
  "html",
  "attachments",
] as const;

/** What each field of a custom webhook's message says. */
export function FieldTable() {
  const t = useTranslations("settings.webhook");
  return (
    <dl className="grid gap-x-4 border-t border-border sm:grid-cols-[8rem_1fr]">
      {FIELDS.map((field) => (
        <div
          key={field}
          className="grid gap-x-4 border-b border-border py-1.5 sm:col-span-2 sm:grid-cols-subgrid"
        >
          <dt className="font-mono text-meta leading-5">{field}</dt>
          <dd className="text-muted-foreground">{t(`fields.${field}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
