"use client";
import { Check, Minus, RotateCw } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/use-format";
import { Notice } from "./notice";
import { Section } from "./settings-page";
import { useAction } from "./use-action";

export const DOCTOR_STEPS = ["name", "port", "tls", "login", "folder", "sending"] as const;

export interface DoctorCheck {
  step: (typeof DOCTOR_STEPS)[number];
  outcome: "passed" | "failed" | "skipped";
  /** Why it failed: a key of `settings.mailboxFailure`. "plain": nothing to check, it is not encrypted. */
  code?: string;
  /** The server's own words, or what was found. */
  detail: string;
  /** When the server's certificate ends. */
  validUntil?: string;
  milliseconds?: number;
}

interface DoctorProps {
  integrationId: number;
  examine: (input: {
    integrationId: number;
  }) => Promise<{ ok: true; value: DoctorCheck[] } | { ok: false; message: string }>;
}

export function Doctor({ integrationId, examine }: DoctorProps) {
  const t = useTranslations("settings.doctor");
  const [checks, setChecks] = useState<DoctorCheck[]>();
  const examining = useAction(examine, (found) => setChecks(found));
  const button = (
    <Button look="ghost" size="small" busy={examining.busy} onClick={() => examining.run({ integrationId })}>
      <RotateCw aria-hidden />
      {checks ? t("again") : t("run")}
    </Button>
  );
  return (
    <Section
      title={t("title")}
      hint={examining.busy ? t("running") : checks ? undefined : t("hint")}
      action={button}
    >
      {examining.refusal && <Notice tone="failed" title={examining.refusal.message} live />}
      {checks && <CheckList checks={checks} />}
    </Section>
  );
}

/** What failed first, in a box with its remedy; then what passed, one line each. */
export function CheckList({ checks }: { checks: DoctorCheck[] }) {
  const t = useTranslations("settings");
  const failed = checks.filter((check) => check.outcome === "failed");
  return (
    <div className="grid gap-2" role="status">
      {failed.map((check) => (
        <Notice
          key={check.step}
          tone="failed"
          title={t(`doctor.failed.${check.step === "sending" ? "sending" : "receiving"}`, {
            reason: t(`mailboxFailure.${codeOf(check)}.short`),
          })}
        >
          <p>{t(`mailboxFailure.${codeOf(check)}.remedy`)}</p>
          {check.detail && <p className="mt-1 font-mono text-meta wrap-anywhere">{check.detail}</p>}
        </Notice>
      ))}
      <ul>
        {checks
          .filter((check) => check.outcome !== "failed")
          .map((check) => (
            <CheckLine key={check.step} check={check} />
          ))}
      </ul>
    </div>
  );
}

function CheckLine({ check }: { check: DoctorCheck }) {
  const t = useTranslations("settings.doctor");
  const format = useFormat();
  const passed = check.outcome === "passed";
  const { detail, validUntil } = check;
  const found = [detail, validUntil && t("certificate", { day: format.day(new Date(validUntil)) })].filter(
    Boolean,
  );
  return (
    <li className="grid grid-cols-[1rem_1fr_auto] items-baseline gap-2.5 border-b border-border py-2">
      <span className="self-center">
        {passed ? (
          <Check className="text-success" aria-hidden />
        ) : (
          <Minus className="text-subtle-foreground" aria-hidden />
        )}
      </span>
      <span className="min-w-0 wrap-anywhere">
        {passed ? (
          <>
            <span className="font-medium">{t(`steps.${check.step}`)}</span>{" "}
            <span className="text-muted-foreground">{found.join(", ")}</span>
          </>
        ) : (
          <span className="text-muted-foreground">
            {t(check.code === "plain" ? "plain" : "skipped", { step: t(`steps.${check.step}`) })}
          </span>
        )}
      </span>
      {check.milliseconds !== undefined && (
        <span className="text-meta text-subtle-foreground">{format.duration(check.milliseconds)}</span>
      )}
    </li>
  );
}

const CODES = [
  "name",
  "refused",
  "port",
  "tls",
  "login",
  "app-password",
  "consent",
  "client",
  "folder",
  "throttled",
  "lost",
  "broken",
  "sealed",
] as const;

const codeOf = (check: DoctorCheck) => CODES.find((code) => code === check.code) ?? "unknown";
