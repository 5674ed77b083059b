"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { CallOutcome, CallPurpose } from "@/db/schema";

export interface LedgerCall {
  id: number;
  when: string;
  happenedAt: string;
  purpose: CallPurpose;
  conversationId: number | null;
  subject: string | null;
  model: string;
  host: string;
  tokens: string;
  cost: string;
  outcome: CallOutcome;
  detail: string | null;
}

const HEAD = ["when", "purpose", "conversation", "where", "tokens", "cost", "outcome"] as const;

/** Every call that left for the model, without its words. */
export function ModelLedger({ calls }: { calls: LedgerCall[] }) {
  const t = useTranslations("model.provider");
  if (calls.length === 0) return <p className="text-muted-foreground">{t("ledgerEmpty")}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-170 border-collapse">
        <thead>
          <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-3 [&>th]:font-medium">
            {HEAD.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <CallLine key={call.id} call={call} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CallLine({ call }: { call: LedgerCall }) {
  const t = useTranslations("model.provider");
  return (
    <tr className="border-b border-border [&>td]:h-8.5 [&>td]:pr-3">
      <td className="whitespace-nowrap">
        <time dateTime={call.happenedAt}>{call.when}</time>
      </td>
      <td>{t(`purposes.${call.purpose}`)}</td>
      <td className="max-w-60 truncate">
        {call.conversationId !== null && (
          <Link href={`/inbox/${call.conversationId}`} className="underline">
            {call.subject || call.conversationId}
          </Link>
        )}
      </td>
      <td className="max-w-50 truncate" title={`${call.model}, ${call.host}`}>
        {call.model} <span className="text-subtle-foreground">{call.host}</span>
      </td>
      <td className="whitespace-nowrap">{call.tokens}</td>
      <td className="whitespace-nowrap">{call.cost}</td>
      <td className={call.outcome === "answered" ? "" : "text-warning"} title={call.detail ?? undefined}>
        {t(`outcomes.${call.outcome}`)}
      </td>
    </tr>
  );
}
