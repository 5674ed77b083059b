"use client";
import { Hourglass } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { usePane } from "./pane-context";
import { useFreeAnswers } from "./use-free-answers";

interface WindowLineProps {
  isTemplate: boolean;
  /** Without it the line only tells. */
  choose?: (isTemplate: boolean) => void;
}

const SOON = 4 * 3_600_000;

/** On WhatsApp, for how long anything may still be written, and the way to a template and back. */
export function WindowLine({ isTemplate, choose }: WindowLineProps) {
  const t = useTranslations("inbox.composer.whatsapp");
  const format = useFormat();
  const { reach } = usePane();
  const window = useFreeAnswers();
  if (!window) return null;
  const { isOpen, leftMs } = window;
  const isSoon = isOpen && leftMs < SOON;
  return (
    <p className="flex flex-wrap items-center gap-x-1 px-3 pt-1.5 text-meta text-subtle-foreground">
      <span className={isSoon ? "flex gap-1.5 font-medium text-warning" : "flex gap-1.5"}>
        <Hourglass className="size-3.5 self-center" aria-hidden />
        {isOpen ? t("left", { duration: format.duration(Math.max(leftMs, 60_000)) }) : t("closed")}
      </span>
      <span className="@max-[30rem]:hidden">
        <span aria-hidden>· </span>
        {isOpen ? t("then") : t("closedHint")}
      </span>
      <span className="flex-1" />
      {choose && isOpen && (reach?.templates.length ?? 0) > 0 && (
        <button
          type="button"
          className="touchable rounded-cap font-medium text-primary-text hover:underline"
          onClick={() => choose(!isTemplate)}
        >
          {isTemplate ? t("writeFreely") : t("useTemplate")}
        </button>
      )}
    </p>
  );
}
