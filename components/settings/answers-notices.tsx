"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Notice } from "./notice";

interface AnswersNoticesProps {
  modelOff: "noKey" | "overBudget" | null;
  isStopped: boolean;
  hasPrompt: boolean;
  /** Null unless the product itself went back to drafts. */
  pulledBackBecause: string | null;
  /** Automatic, and something has changed since it was rehearsed. */
  isStale: boolean;
}

/** Why nothing is written, or nothing leaves, whatever is chosen below. */
export function AnswersNotices(props: AnswersNoticesProps) {
  const t = useTranslations("model.answers.notice");
  const { modelOff, isStopped, hasPrompt, pulledBackBecause, isStale } = props;
  const titles = [
    modelOff && t(modelOff),
    !hasPrompt && t("noPrompt"),
    isStopped && t("stopped"),
    pulledBackBecause !== null && t("pulledBack"),
    isStale && t("stale"),
  ].filter((title) => typeof title === "string");
  return titles.map((title) => (
    <Notice key={title} tone="warning" title={title}>
      {title !== t("stale") && title !== t("pulledBack") && (
        <Link href="/inbox/settings/model" className="text-primary-text hover:underline">
          {t("toModel")}
        </Link>
      )}
    </Notice>
  ));
}
