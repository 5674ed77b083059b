"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { ThreadMessage } from "@/db/queries/thread";
import type { Recipient } from "@/db/schema";

/** From, to, copies, subject and date, in full. */
export function LetterDetails({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread");
  const format = useFormat();
  const { recipients, subject, sentAt, senderName, senderAddress } = message;
  const lines: [string, string][] = [
    [t("from"), written({ name: senderName, address: senderAddress })],
    [t("to"), recipients.to.map(written).join(", ")],
    [t("cc"), recipients.cc.map(written).join(", ")],
    [t("bcc"), recipients.bcc.map(written).join(", ")],
    [t("subject"), subject],
    [t("date"), format.moment(sentAt)],
  ];
  return (
    <dl className="mt-2 ml-9.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 border-l-2 border-border pl-3 text-meta max-md:ml-0">
      {lines
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-subtle-foreground">{name}</dt>
            <dd className="wrap-anywhere text-muted-foreground select-text">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const written = ({ name, address }: Recipient) => (name ? `${name} <${address}>` : address);
