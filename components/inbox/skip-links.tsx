"use client";
import { useTranslations } from "use-intl";

const linkClass =
  "sr-only rounded-button bg-foreground px-3 py-2 text-background focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50";

/** For who goes by keyboard: past the sidebar. */
export function SkipLinks({ isReading }: { isReading: boolean }) {
  const t = useTranslations("inbox.desk");
  return (
    <>
      <a href="#list" className={linkClass}>
        {t("toList")}
      </a>
      {isReading && (
        <a href="#composer" className={linkClass}>
          {t("toComposer")}
        </a>
      )}
    </>
  );
}
