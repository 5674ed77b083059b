"use client";
import { Lock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { AutoReply } from "@/db/schema";

const MODES: AutoReply[] = ["off", "draft", "automatic"];

interface AnswersModesProps {
  mode: AutoReply;
  isLocked: boolean;
  rehearsal: string;
  onChange: (mode: AutoReply) => void;
}

/** Off, for validation, or by itself; the last with what unlocks it. */
export function AnswersModes({ mode, isLocked, rehearsal, onChange }: AnswersModesProps) {
  const t = useTranslations("model.answers");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium">{t("mode.label")}</legend>
      {MODES.map((value) => {
        const locked = value === "automatic" && isLocked;
        return (
          <div key={value} className="rounded-card border border-border has-checked:border-primary">
            <label className="grid cursor-pointer grid-cols-[1rem_1fr] gap-x-3 p-3 has-disabled:cursor-not-allowed">
              <input
                type="radio"
                name="autoReply"
                className="mt-1 accent-primary"
                checked={mode === value}
                disabled={locked && mode !== value}
                onChange={() => onChange(value)}
              />
              <span className="grid gap-0.5">
                <span className="flex items-center gap-1.5 font-medium">
                  {t(`mode.${value}`)}
                  {locked && <Lock className="size-3.5 text-subtle-foreground" aria-hidden />}
                </span>
                <span className="text-muted-foreground">{t(`mode.${value}Hint`)}</span>
              </span>
            </label>
            {value === "automatic" && (
              <p className="pr-3 pb-3 pl-10 text-meta text-muted-foreground">
                {locked && <>{t("locked")} </>}
                <Link href={rehearsal} className="font-medium text-primary-text hover:underline">
                  {t(locked ? "rehearse" : "rehearsed")}
                </Link>
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
