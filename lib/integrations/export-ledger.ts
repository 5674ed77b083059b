import { createTranslator } from "use-intl/core";
import type { Db } from "@/db/company";
import { countOutcomesByFolder, listSetApart } from "@/db/queries/ledger-rows";
import { listMailFoldersOf } from "@/db/queries/mail-folders";
import { type Cell, writeCsv } from "@/lib/files/write-csv";
import { catalogues } from "@/lib/i18n/catalogue";
import type { Locale } from "@/lib/i18n/locale";

interface Asked {
  integrationId: number;
  locale: Locale;
  timeZone: string;
}

const COUNTED = ["message", "newsletter", "duplicate", "bounce", "own", "unparsed", "pending"] as const;

/** The ledger as CSV: a line per folder of the server, and how many of its mails ended how. Times are the company's. */
export async function exportFolders(db: Db, { integrationId, locale, timeZone }: Asked): Promise<string> {
  const [folders, counts] = await Promise.all([
    listMailFoldersOf(db, integrationId),
    countOutcomesByFolder(db, integrationId),
  ]);
  const t = wordsIn(locale);
  const rows = folders.map(({ id, path, collected, onServer, missing, checkedAt }): Cell[] => {
    const ended = COUNTED.map((outcome) => counts.get(id)?.[outcome] ?? 0);
    return [
      path,
      t(collected ? "yes" : "no"),
      onServer,
      ended.reduce((sum, mails) => sum + mails, 0),
      ...ended,
      collected ? (missing ?? 0) : 0,
      checkedAt && writeMoment(checkedAt, timeZone),
    ];
  });
  const head = ["folder", "collected", "onServer", "stored", ...COUNTED, "missing", "checkedAt"] as const;
  return writeCsv([head.map((name) => t(`columns.${name}`)), ...rows]);
}

/** The mails that could not be read as CSV, a line each, with the reason. Times are the company's. */
export async function exportSetApart(db: Db, { integrationId, locale, timeZone }: Asked): Promise<string> {
  const t = wordsIn(locale);
  const emails = await listSetApart(db, integrationId);
  const rows = emails.map((email): Cell[] => [
    writeMoment(email.receivedAt, timeZone),
    email.path,
    email.uid,
    email.senderName,
    email.senderAddress,
    email.subject,
    email.size,
    reasonIn(locale, email.because),
  ]);
  const head = ["receivedAt", "folder", "uid", "sender", "address", "subject", "bytes", "reason"] as const;
  return writeCsv([head.map((name) => t(`columns.${name}`)), ...rows]);
}

const wordsIn = (locale: Locale) =>
  createTranslator({ locale, messages: catalogues[locale], namespace: "settings.ledgerFile" });

function reasonIn(locale: Locale, because: string | null): string {
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "inbox.thread" });
  const key = `unparsedBecause.${because}` as "unparsedBecause.broken";
  return t.has(key) ? t(key) : (because ?? "");
}

/** "2026-11-25 09:12:00": what a spreadsheet takes for a moment in any language. */
const writeMoment = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(moment);
