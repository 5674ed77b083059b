"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import { Section } from "./settings-page";
import { StartPoint } from "./start-point";

interface ConsentChoiceProps {
  /** Those the installation is known to. */
  providers: { id: string; name: string }[];
}

/** A mailbox without a password: where to, and from when on. */
export function ConsentChoice({ providers }: ConsentChoiceProps) {
  const t = useTranslations("settings.consent");
  const [days, setDays] = useState(0);
  return (
    <Section title={t("title")} hint={t("hint")}>
      <StartPoint days={days} change={setDays} />
      <div className="flex flex-wrap gap-2">
        {providers.map(({ id, name }) => (
          // Not a Link: what is fetched ahead would already ask for the consent.
          <a key={id} href={`/inbox/oauth/${id}/start?since=${days}`} className={buttonClass()}>
            {t("connectWith", { provider: name })}
          </a>
        ))}
      </div>
    </Section>
  );
}
