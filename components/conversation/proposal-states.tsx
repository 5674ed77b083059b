"use client";
import clsx from "clsx";
import { CircleSlash, History, Sparkle, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePane } from "./pane-context";
import { useProposal } from "./use-proposal";

interface StateBoxProps {
  icon: ReactNode;
  title: string;
  hint: ReactNode;
  /** By the model, and not by a fact. */
  proposed?: boolean;
  children?: ReactNode;
}

function StateBox({ icon, title, hint, proposed, children }: StateBoxProps) {
  return (
    <section
      aria-label={title}
      className={clsx(
        "flex flex-wrap items-center gap-x-2 gap-y-1 rounded-card border px-3 py-2",
        proposed ? "border-dashed border-input" : "border-border",
      )}
    >
      <span className="flex items-center gap-2 font-medium [&_.lucide]:size-4">
        {icon}
        {title}
      </span>
      <span className="min-w-0 flex-1 basis-56 text-muted-foreground">{hint}</span>
      <span className="flex items-center gap-3">{children}</span>
    </section>
  );
}

const linkClass = "touchable rounded-cap font-medium text-primary-text hover:underline";

export function WritingProposal() {
  const t = useTranslations("inbox.proposal");
  const { discard } = useProposal();
  return (
    <StateBox
      proposed
      icon={<Sparkle className="text-primary-text" aria-hidden />}
      title={t("writing")}
      hint={t("writingHint")}
    >
      <button type="button" className={linkClass} onClick={() => discard()}>
        {t("stop")}
      </button>
    </StateBox>
  );
}

export function NoProposal() {
  const t = useTranslations("inbox.proposal");
  const { discard, propose } = useProposal();
  return (
    <StateBox
      proposed
      icon={<CircleSlash className="text-muted-foreground" aria-hidden />}
      title={t("none")}
      hint={t("noneHint")}
    >
      <Link className={linkClass} href="/inbox/settings/knowledge/new">
        {t("writeArticle")}
      </Link>
      <button type="button" className={linkClass} onClick={propose}>
        {t("again")}
      </button>
      <button type="button" className={linkClass} onClick={() => discard()}>
        {t("close")}
      </button>
    </StateBox>
  );
}

export function FailedProposal({ failure }: { failure: string }) {
  const t = useTranslations("inbox.proposal");
  const { discard, propose } = useProposal();
  const key = `failures.${failure}` as "failures.failed";
  return (
    <StateBox
      icon={<TriangleAlert className="text-warning" aria-hidden />}
      title={t("failed")}
      hint={t.has(key) ? t(key) : t("failures.failed")}
    >
      <button type="button" className={linkClass} onClick={propose}>
        {t("retry")}
      </button>
      <button type="button" className={linkClass} onClick={() => discard()}>
        {t("close")}
      </button>
    </StateBox>
  );
}

export function StaleProposal() {
  const t = useTranslations("inbox.proposal");
  const { isModelOn } = usePane();
  const { discard, propose } = useProposal();
  return (
    <StateBox
      icon={<History className="text-muted-foreground" aria-hidden />}
      title={t("stale")}
      hint={t("staleHint")}
    >
      {isModelOn && (
        <button type="button" className={linkClass} onClick={propose}>
          {t("again")}
        </button>
      )}
      <button type="button" className={linkClass} onClick={() => discard()}>
        {t("close")}
      </button>
    </StateBox>
  );
}
