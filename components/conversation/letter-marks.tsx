"use client";
import { CircleAlert, FileQuestionMark, MailX, Newspaper } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";

/** What a reader must know of a mail before reading it: that it is a bounce, that a machine sent it, that it is raw. */
export function LetterMarks({ message }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread");
  const { origin, unparsedBecause } = message;
  return (
    <>
      {unparsedBecause && (
        <p className="mb-2 flex gap-2 rounded-card bg-warning-soft px-3 py-2 text-base">
          <FileQuestionMark className="mt-0.5 text-warning" aria-hidden />
          <span>
            <span className="font-medium">{t("unparsed")}</span> {reasonOf(t, unparsedBecause)}
          </span>
        </p>
      )}
      {origin !== "person" && (
        <p className="mb-2 flex items-center gap-1.5 text-meta text-muted-foreground [&_.lucide]:size-3.5">
          {origin === "bounce" && <MailX className="text-destructive" aria-hidden />}
          {origin === "automatic" && <CircleAlert aria-hidden />}
          {origin === "newsletter" && <Newspaper aria-hidden />}
          {t(`origin.${origin}`)}
        </p>
      )}
    </>
  );
}

type Words = ReturnType<typeof useTranslations<"inbox.thread">>;

function reasonOf(t: Words, because: string): string {
  const key = `unparsedBecause.${because}` as "unparsedBecause.broken";
  return t.has(key) ? t(key) : because;
}
