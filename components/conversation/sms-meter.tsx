"use client";
import clsx from "clsx";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { countSmsParts } from "@/lib/conversations/view/count-sms-parts";
import type { SmsRate } from "@/lib/sms/sms-rate";

const ROOM = { "gsm-7": { alone: 160, joined: 153 }, "ucs-2": { alone: 70, joined: 67 } };

interface SmsMeterProps {
  text: string;
  /** Undefined until it is known where the SMS goes. */
  rate: SmsRate | undefined;
}

/** "142 / 160 · 1 SMS · GSM-7 · national, env. 0,07 € par SMS": what is billed, at which rate, and what makes it dear. */
export function SmsMeter({ text, rate }: SmsMeterProps) {
  const t = useTranslations("inbox.composer.sms");
  const { alphabet, parts, left, foreign } = countSmsParts(text);
  const { alone, joined } = ROOM[alphabet];
  const room = parts === 1 ? alone : parts * joined;
  const letters = foreign.slice(0, 5).join(" ");
  return (
    <span
      title={foreign.length > 0 ? t("foreignHint", { letters, room: alone }) : t("partHint")}
      className={clsx(
        "min-w-0 px-1 text-right text-meta",
        parts > 1 ? "font-medium text-warning" : "text-subtle-foreground",
      )}
    >
      <span className="whitespace-nowrap">{t("meter", { used: room - left, room, parts })}</span>
      <span className="whitespace-nowrap max-md:sr-only">
        {" · "}
        {foreign.length > 0 ? t("foreign", { letters }) : t("gsm")}
      </span>
      {rate && <Rate rate={rate} />}
    </span>
  );
}

function Rate({ rate: { area, price } }: { rate: SmsRate }) {
  const t = useTranslations("inbox.composer.sms");
  const format = useFormat();
  return (
    <>
      {" · "}
      <span className="whitespace-nowrap" title={t("rateHint")}>
        {t(`area.${area}`)}
        {price && (
          <span className="max-md:sr-only">{`, ${t("price", { price: format.unitPrice(price) })}`}</span>
        )}
      </span>
    </>
  );
}
