"use client";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/use-format";
import { Notice } from "./notice";
import { useAction } from "./use-action";

interface RehearsalAcceptProps {
  rehearsalId: number;
  acceptedAt: Date | null;
  blockedBecause: "failed" | "outdated" | undefined;
  /** Where the folder is switched to automatic. */
  path: string;
  accept: (asked: {
    rehearsalId: number;
  }) => Promise<{ ok: true; value: null } | { ok: false; message: string }>;
}

/** The decision that a person takes after reading, and what became of it. */
export function RehearsalAccept({
  rehearsalId,
  acceptedAt,
  blockedBecause,
  path,
  accept,
}: RehearsalAcceptProps) {
  const t = useTranslations("model.rehearsal");
  const format = useFormat();
  const router = useRouter();
  const accepting = useAction(accept, () => router.refresh());
  if (blockedBecause === "outdated") {
    return <Notice tone="warning" title={acceptedAt ? t("acceptedOutdated") : t("outdated")} />;
  }
  if (acceptedAt) {
    return (
      <p className="flex flex-wrap items-center gap-2">
        <CircleCheck className="size-4 text-success" aria-hidden />
        {t("accepted", { date: format.moment(acceptedAt) })}
        <Link href={path} className="font-medium text-primary-text hover:underline">
          {t("toAnswers")}
        </Link>
      </p>
    );
  }
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        look="primary"
        busy={accepting.busy}
        blockedBecause={blockedBecause && t("notFinished")}
        onClick={() => accepting.run({ rehearsalId })}
      >
        {t("accept")}
      </Button>
      <p className="max-w-160 text-meta text-subtle-foreground">{t("acceptHint")}</p>
      {accepting.refusal && <Notice tone="failed" title={accepting.refusal.message} live />}
    </div>
  );
}
