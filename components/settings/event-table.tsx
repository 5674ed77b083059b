"use client";
import {
  Clock,
  CopyCheck,
  FileQuestionMark,
  FolderOpen,
  ListChecks,
  type LucideIcon,
  Puzzle,
  Unlink,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";

const ICONS = {
  message: FolderOpen,
  part: Puzzle,
  duplicate: CopyCheck,
  status: ListChecks,
  unmatched: Unlink,
  unparsed: FileQuestionMark,
  pending: Clock,
} satisfies Record<string, LucideIcon>;

interface EventRow {
  id: number;
  received: string;
  receivedAt: string;
  kind: "message" | "status";
  externalId: string;
  outcome: keyof typeof ICONS;
  failure: string;
  /** Its signature was right and its clock was not. */
  late: boolean;
  conversationId: number | null;
}

/** What a number or webhook brought, one row each, and what became of it. */
export function EventTable({ rows }: { rows: EventRow[] }) {
  const t = useTranslations("settings.channel.events");
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-3 [&>th]:font-medium">
          <th scope="col" className="w-18">
            {t("when")}
          </th>
          <th scope="col" className="w-24">
            {t("kind")}
          </th>
          <th scope="col" className="max-md:hidden">
            {t("id")}
          </th>
          <th scope="col">{t("outcome")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <EventLine key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function EventLine({ row }: { row: EventRow }) {
  const t = useTranslations("settings.channel");
  const Icon = ICONS[row.outcome];
  const outcome = (
    <>
      <Icon className="mt-0.5 text-muted-foreground" aria-hidden />
      <span className="min-w-0">
        {t(`outcomes.${row.outcome}`)}
        {row.failure && <span className="block text-meta text-subtle-foreground">{row.failure}</span>}
      </span>
    </>
  );
  return (
    <tr className="border-b border-border align-top [&>td]:py-2 [&>td]:pr-3">
      <td className="text-muted-foreground">
        <time dateTime={row.receivedAt}>{row.received}</time>
      </td>
      <td>
        {t(`events.${row.kind}`)}
        {row.late && <span className="block text-meta text-warning">{t("events.late")}</span>}
      </td>
      <td
        className="truncate font-mono text-meta text-subtle-foreground max-md:hidden"
        title={row.externalId}
      >
        {row.externalId}
      </td>
      <td>
        {row.conversationId ? (
          <Link href={`/inbox/${row.conversationId}`} className="flex gap-2 hover:underline">
            {outcome}
          </Link>
        ) : (
          <span className="flex gap-2">{outcome}</span>
        )}
      </td>
    </tr>
  );
}
