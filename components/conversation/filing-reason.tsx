"use client";
import { Hand, ListChecks, Newspaper, Sparkle } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
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
  if (filedBy === "model" || filedBy === "learned" || filing?.confidence !== undefined) {
    return <ByClassifier filing={filing ?? {}} />;
  }
  return <p className="text-muted-foreground">{t("byNobody")}</p>;
}

/** How sure a classifier was, in its words and the customer's; with what it suggests when it was not sure enough. */
function ByClassifier({ filing }: { filing: Filing }) {
  const t = useTranslations("inbox.thread.why");
  const format = useFormat();
  const { conversation, folders } = usePane();
  const { confidence = 0, reason, quotes = [], runnerUp, suggestion, spam, intent } = filing;
  const wants = `intents.${intent}` as "intents.question";
  const nameOf = (id: number | null | undefined) => folders.find((folder) => folder.id === id)?.name ?? "";
  const share = format.percent(Math.round(confidence * 100) / 100);
  const sentence = () => {
    if (conversation.filedBy === "learned") return t("byLearned", { share });
    if (conversation.folderId !== null) return t("byModel", { share, folder: nameOf(conversation.folderId) });
    const suggested = nameOf(suggestion?.folderId);
    return suggested ? t("unsure", { share, folder: suggested }) : t("noFolderFits", { share });
  };
  return (
    <>
      <Decided icon={<Sparkle aria-hidden />}>{sentence()}</Decided>
      {reason && <p className="mt-1 pl-6 text-muted-foreground">{reason}</p>}
      {quotes.length > 0 && (
        <ul className="mt-2 grid gap-1 text-meta">
          {quotes.map((quote) => (
            <li key={quote} className="border-l-2 border-primary-line pl-2.5">
              {t("found", { text: quote })}
            </li>
          ))}
        </ul>
      )}
      {runnerUp && nameOf(runnerUp.folderId) && (
        <p className="mt-2 text-meta text-muted-foreground">
          {t("runnerUp", {
            folder: nameOf(runnerUp.folderId),
            share: format.percent(Math.round(runnerUp.confidence * 100) / 100),
          })}
        </p>
      )}
      {intent && t.has(wants) && <p className="mt-2 text-meta text-muted-foreground">{t(wants)}</p>}
      {spam && <p className="mt-2 text-meta text-warning">{t("maybeSpam")}</p>}
    </>
  );
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
