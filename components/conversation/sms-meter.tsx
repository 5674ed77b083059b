"use client";
import clsx from "clsx";
import { useTranslations } from "use-intl";
import { countSmsParts } from "@/lib/conversations/view/count-sms-parts";

const ROOM = { "gsm-7": { alone: 160, joined: 153 }, "ucs-2": { alone: 70, joined: 67 } };

/** "142 / 160 · 1 SMS": what is billed, and the letters that make it dear. */
export function SmsMeter({ text }: { text: string }) {
  const t = useTranslations("inbox.composer.sms");
  const { alphabet, parts, left, foreign } = countSmsParts(text);
  const { alone, joined } = ROOM[alphabet];
  const room = parts === 1 ? alone : parts * joined;
  const letters = foreign.slice(0, 5).join(" ");
  return (
    <span
      title={foreign.length > 0 ? t("foreignHint", { letters, room: alone }) : t("partHint")}
      className={clsx(
        "shrink-0 px-1 text-meta whitespace-nowrap",
        parts > 1 ? "font-medium text-warning" : "text-subtle-foreground",
      )}
    >
      {t("meter", { used: room - left, room, parts })}
      {foreign.length > 0 && <span className="max-md:sr-only"> · {t("foreign", { letters })}</span>}
    </span>
  );
}
