"use client";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import type { Scoreboard } from "@/lib/scoreboard/read-scoreboard";
import { Section } from "./settings-page";

/** What the model was asked for, how often it failed, and what that cost. */
export function ScoreboardSpent({ spent }: { spent: Scoreboard["spent"] }) {
  const t = useTranslations("model.scoreboard");
  const ledger = useTranslations("model.provider");
  const format = useFormat();
  if (spent.length === 0) return null;
  return (
    <Section title={t("spent")} hint={t("costHint")}>
      <div className="overflow-x-auto">
        <table className="border-collapse">
          <thead>
            <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-6 [&>th]:font-medium">
              <th scope="col">{ledger("purpose")}</th>
              <th scope="col">{t("calls")}</th>
              <th scope="col">{t("failed")}</th>
              <th scope="col">{ledger("tokens")}</th>
              <th scope="col">{ledger("cost")}</th>
            </tr>
          </thead>
          <tbody>
            {spent.map(({ purpose, calls, failed, tokens, cost }) => (
              <tr key={purpose} className="border-b border-border [&>td]:py-1.5 [&>td]:pr-6">
                <th scope="row" className="py-1.5 pr-6 text-left font-medium">
                  {ledger(`purposes.${purpose as "filing"}`)}
                </th>
                <td>{format.number(calls)}</td>
                <td>{format.number(failed)}</td>
                <td>{format.number(tokens)}</td>
                <td>{format.amount(cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
