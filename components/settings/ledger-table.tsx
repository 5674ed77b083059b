"use client";
import clsx from "clsx";
import {
  CircleAlert,
  Clock,
  CopyCheck,
  FileQuestionMark,
  Folder,
  FolderOpen,
  type LucideIcon,
  Newspaper,
  Send,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";

export type LedgerOutcome =
  | "message"
  | "newsletter"
  | "bounce"
  | "own"
  | "duplicate"
  | "unparsed"
  | "pending";

interface LedgerRow {
  id: number;
  uid: string;
  received: string;
  receivedAt: string;
  from: string;
  subject: string;
  outcome: LedgerOutcome;
  folderName: string | null;
  conversationId: number | null;
}

const ICONS: Record<LedgerOutcome, LucideIcon> = {
  message: FolderOpen,
  newsletter: Newspaper,
  bounce: CircleAlert,
  own: Send,
  duplicate: CopyCheck,
  unparsed: FileQuestionMark,
  pending: Clock,
};

/** Every mail of the mailbox that was seen, one row each, and what became of it. */
export function LedgerTable({ rows }: { rows: LedgerRow[] }) {
  const t = useTranslations("settings.ledger");
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-3 [&>th]:font-medium">
          <th scope="col" className="w-20">
            {t("when")}
          </th>
          <th scope="col" className="w-18 max-lg:hidden">
            {t("uid")}
          </th>
          <th scope="col">{t("from")}</th>
          <th scope="col" className="w-[34%] pr-0!">
            {t("outcome")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LedgerLine key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function LedgerLine({ row }: { row: LedgerRow }) {
  const t = useTranslations("settings.ledger");
  const Icon = row.outcome === "message" && row.folderName ? Folder : ICONS[row.outcome];
  const letter = (
    <>
      <span className="font-medium">{row.from}</span>{" "}
      <span className="text-muted-foreground">{row.subject}</span>
    </>
  );
  return (
    <tr className="border-b border-border [&>td]:h-8.5 [&>td]:pr-3">
      <td>
        <time dateTime={row.receivedAt}>{row.received}</time>
      </td>
      <td className="text-muted-foreground max-lg:hidden">{row.uid}</td>
      <td className="truncate">
        {row.conversationId ? (
          <Link href={`/inbox/${row.conversationId}`} className="hover:underline">
            {letter}
          </Link>
        ) : (
          letter
        )}
      </td>
      <td className="pr-0!">
        <span
          className={clsx(
            "flex min-w-0 items-center gap-1.5",
            row.outcome === "unparsed" && "text-warning",
            row.outcome === "bounce" && "text-destructive",
          )}
        >
          <Icon className="size-3.5! text-current" aria-hidden />
          <span className="truncate">
            {row.outcome === "message" && row.folderName ? row.folderName : t(`outcomes.${row.outcome}`)}
          </span>
        </span>
      </td>
    </tr>
  );
}
