"use client";
import { Check, X } from "lucide-react";
import { useTranslations } from "use-intl";

export interface ShownAttempt {
  id: number;
  tried: string;
  triedAt: string;
  /** What the other end answered; null when it said nothing, and `failure` why. */
  status: number | null;
  failure: string | null;
  took: string;
  isReplay: boolean;
}

/** Every try to hand one answer over, the first first. */
export function DeliveryAttempts({ attempts }: { attempts: ShownAttempt[] }) {
  const t = useTranslations("settings.webhook.deliveries");
  return (
    <ol className="grid gap-0.5">
      {attempts.map((attempt) => {
        const isTaken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
        const Icon = isTaken ? Check : X;
        return (
          <li
            key={attempt.id}
            className="flex flex-wrap items-center gap-x-2 text-meta text-muted-foreground [&_.lucide]:size-3.5"
          >
            <Icon className={isTaken ? "text-success" : "text-destructive"} aria-hidden />
            <time dateTime={attempt.triedAt}>{attempt.tried}</time>
            <span>
              {attempt.status === null
                ? t(`failures.${codeOf(attempt.failure)}`)
                : t("answered", { status: String(attempt.status) })}
            </span>
            <span className="text-subtle-foreground">{attempt.took}</span>
            {attempt.isReplay && <span className="text-subtle-foreground">{t("byHand")}</span>}
          </li>
        );
      })}
    </ol>
  );
}

const FAILURES = ["name", "refused", "port", "tls", "slow"] as const;

const codeOf = (failure: string | null) => FAILURES.find((known) => known === failure) ?? "unknown";
