"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Notice } from "./notice";

interface PulledBackProps {
  folders: { id: number; name: string; pulledBackAt: Date | null; pulledBackBecause: string | null }[];
}

/** Folders that answered by themselves and were taken back to drafts, each with why and what to do. */
export function PulledBack({ folders }: PulledBackProps) {
  const t = useTranslations("model.scoreboard");
  const pulled = folders.filter(({ pulledBackAt }) => pulledBackAt !== null);
  return pulled.map(({ id, name, pulledBackBecause }) => (
    <Notice key={id} tone="warning" title={t("pulledBack", { folder: name })}>
      {t(pulledBackBecause === "complaints" ? "because.complaints" : "because.filing")}{" "}
      <Link
        href={`/inbox/settings/folders/${id}/rehearsal`}
        className="font-medium text-primary-text hover:underline"
      >
        {t("rehearse")}
      </Link>
    </Notice>
  ));
}
