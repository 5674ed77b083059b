import { Notice } from "@/components/settings/notice";
import { getText } from "@/lib/i18n/text";
import { pricesOf } from "@/lib/model/model-access";
import type { ModelPage } from "./read-model-page";

const NEAR = 0.8;

/** What is off, failing or nearly spent, the worst first. */
export async function ModelNotices({
  page: { settings, use },
  timeZone,
}: {
  page: ModelPage;
  timeZone: string;
}) {
  const { t, format } = await getText(timeZone);
  if (!settings?.sealedKey)
    return (
      <Notice tone="warning" title={t("model.provider.off")}>
        {t("model.provider.offHint")}
      </Notice>
    );
  const { failingSince, failure, monthlyBudget } = settings;
  const share = monthlyBudget === null ? 0 : monthlyBudget === 0 ? 1 : use.cost / monthlyBudget;
  const prices = pricesOf(settings);
  return (
    <>
      {failingSince && (
        <Notice tone="failed" title={t("model.provider.failing", { time: format.listTime(failingSince) })}>
          {failure && t(`model.provider.failures.${failure as "keyRefused"}`)}
        </Notice>
      )}
      {share >= 1 && (
        <Notice tone="failed" title={t("model.provider.overBudget")}>
          {t("model.provider.overBudgetHint")}
        </Notice>
      )}
      {share >= NEAR && share < 1 && (
        <Notice tone="warning" title={t("model.provider.nearBudget", { share: format.percent(share) })}>
          {t("model.provider.nearBudgetHint")}
        </Notice>
      )}
      {(prices.input === null || prices.output === null) && (
        <Notice tone="warning" title={t("model.provider.noPrices")}>
          {t("model.provider.noPricesHint")}
        </Notice>
      )}
      {settings.prompt === "" && (
        <Notice tone="warning" title={t("model.provider.noPrompt")}>
          {t("model.provider.noPromptHint")}
        </Notice>
      )}
    </>
  );
}
