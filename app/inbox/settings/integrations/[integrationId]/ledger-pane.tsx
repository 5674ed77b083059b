import { Download } from "lucide-react";
import Link from "next/link";
import { CompareButton } from "@/components/settings/compare-button";
import { LedgerFilter } from "@/components/settings/ledger-filter";
import { LedgerSum } from "@/components/settings/ledger-sum";
import { type LedgerOutcome, LedgerTable } from "@/components/settings/ledger-table";
import { ServerFolders } from "@/components/settings/server-folders";
import { Section } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { withCompany } from "@/db/company";
import { type LedgerEmail, listLedgerEmails, type ShownIntegration } from "@/db/queries/integrations-list";
import { EMAIL_OUTCOMES } from "@/db/schema";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import type { Format } from "@/lib/i18n/format";
import { getText } from "@/lib/i18n/text";
import { readLedger } from "@/lib/integrations/ledger";
import { readId } from "@/lib/integrations/read-id";
import { chooseFolder, compare } from "./actions";

const ROWS = 50;
const OUTCOMES: readonly LedgerOutcome[] = [...EMAIL_OUTCOMES, "pending"];

interface LedgerPaneProps {
  integration: ShownIntegration;
  /** `outcome` filters the rows, `before` is the id below which they begin. */
  search: Record<string, string | string[] | undefined>;
}

export async function LedgerPane({ integration, search }: LedgerPaneProps) {
  const { id: integrationId, startsAt } = integration;
  const { companyId, timeZone, role } = await requireEmployee();
  const outcome = OUTCOMES.find((known) => known === search.outcome);
  const beforeId = readId(String(search.before ?? "")) || undefined;
  const [ledger, emails] = await withCompany(companyId, (db) =>
    Promise.all([
      readLedger(db, integrationId),
      listLedgerEmails(db, integrationId, { outcome, beforeId, limit: ROWS }),
    ]),
  );
  const { t, format } = await getText(timeZone);
  const last = emails.length === ROWS ? emails.at(-1) : undefined;
  return (
    <div className="grid min-w-0 content-start gap-4 px-4 py-4 md:px-8">
      <Section
        title={t("settings.ledger.title")}
        hint={t("settings.ledger.hint", { day: format.day(startsAt) })}
        action={<CompareButton integrationId={integrationId} compare={compare} />}
      >
        <LedgerSum sums={ledger} />
      </Section>
      <div className="flex min-w-0 flex-wrap items-center justify-between gap-2">
        <LedgerFilter chosen={outcome ?? "all"} />
        <LedgerFiles integrationId={integrationId} hasSetApart={ledger.setApart > 0} />
      </div>
      {emails.length > 0 ? (
        <LedgerTable rows={emails.map((email) => show(email, format, t("settings.ledger.noSubject")))} />
      ) : (
        <p className="text-muted-foreground">{t("settings.ledger.empty")}</p>
      )}
      <div className="flex gap-2">
        {beforeId && (
          <Link href={href({ outcome })} className={buttonClass()}>
            {t("settings.ledger.newest")}
          </Link>
        )}
        {last && (
          <Link href={href({ outcome, before: last.id })} className={buttonClass()}>
            {t("settings.ledger.older")}
          </Link>
        )}
      </div>
      <ServerFolders
        folders={ledger.folders}
        day={format.day(startsAt)}
        choose={may(role, "integrations.manage") ? chooseFolder : undefined}
      />
    </div>
  );
}

async function LedgerFiles({ integrationId, hasSetApart }: { integrationId: number; hasSetApart: boolean }) {
  const { t } = await getText();
  const address = `/inbox/integrations/${integrationId}/ledger`;
  const link = buttonClass({ look: "ghost", size: "small" });
  return (
    <div className="flex flex-wrap gap-1">
      <a href={address} download className={link}>
        <Download aria-hidden />
        {t("settings.ledger.exportFolders")}
      </a>
      {hasSetApart && (
        <a href={`${address}?rows=set-apart`} download className={link}>
          <Download aria-hidden />
          {t("settings.ledger.exportSetApart")}
        </a>
      )}
    </div>
  );
}

function show(email: LedgerEmail, format: Format, noSubject: string) {
  return {
    id: email.id,
    uid: format.number(email.uid),
    received: format.listTime(email.receivedAt),
    receivedAt: email.receivedAt.toISOString(),
    from: email.senderName || email.senderAddress || "",
    subject: email.subject || noSubject,
    outcome: email.outcome ?? ("pending" as const),
    folderName: email.folderName,
    conversationId: email.conversationId,
  };
}

const href = (search: { outcome?: string; before?: number }) => ({
  query: Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)),
});
