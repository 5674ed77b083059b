"use client";
import { Hand, ListChecks, Newspaper } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Filing } from "@/db/schema";
import { usePane } from "./pane-context";

/** Who or what filed the conversation, and the words or signs that decided. */
export function FilingReason() {
  const t = useTranslations("inbox.thread.why");
  const { conversation, folders, colleagues } = usePane();
  const { filedBy, filing, folderId } = conversation;
  const folder = folders.find(({ id }) => id === folderId)?.name ?? filing?.folderName ?? "";
  if (filedBy === "rule") {
    return (
      <>
        <Decided icon={<ListChecks aria-hidden />}>{t("byRule", { folder })}</Decided>
        <Evidence evidence={filing?.evidence ?? []} />
      </>
    );
  }
  if (filedBy === "newsletter") {
    return (
      <>
        <Decided icon={<Newspaper aria-hidden />}>{t("byNewsletter")}</Decided>
        <Signs because={filing?.because ?? []} />
      </>
    );
  }
  if (filedBy === "person") {
    const name = colleagues.find(({ id }) => id === filing?.employeeId)?.name ?? t("somebody");
    return <Decided icon={<Hand aria-hidden />}>{t("byPerson", { name })}</Decided>;
  }
  return <p className="text-muted-foreground">{t("byNobody")}</p>;
}

function Decided({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-2 [&_.lucide]:mt-0.5 [&_.lucide]:text-muted-foreground">
      {icon}
      <span>{children}</span>
    </p>
  );
}

function Evidence({ evidence }: { evidence: NonNullable<Filing["evidence"]> }) {
  const t = useTranslations("inbox.thread.why");
  const rule = useTranslations("settings.rule");
  if (evidence.length === 0) return <p className="mt-2 text-meta text-muted-foreground">{t("noEvidence")}</p>;
  return (
    <ul className="mt-2 grid gap-2 text-meta">
      {evidence.map(({ field, operator, value, found }) => (
        <li key={`${field} ${operator} ${value}`} className="border-l-2 border-primary-line pl-2.5">
          <span className="text-muted-foreground">
            {t("condition", {
              field: rule(`fields.${field as "subject"}`),
              operator: rule(`operators.${operator as "contains"}`),
              value,
            })}
          </span>
          {found && <span className="mt-0.5 block text-foreground">{t("found", { text: found })}</span>}
        </li>
      ))}
    </ul>
  );
}

function Signs({ because }: { because: string[] }) {
  const t = useTranslations("inbox.thread.why");
  const named = because.flatMap((sign) => {
    const key = `signs.${sign}` as "signs.list-id";
    return t.has(key) ? [t(key)] : [];
  });
  if (named.length === 0) return null;
  return (
    <ul className="mt-2 list-disc pl-9 text-meta text-muted-foreground">
      {[...new Set(named)].map((sign) => (
        <li key={sign}>{sign}</li>
      ))}
    </ul>
  );
}
