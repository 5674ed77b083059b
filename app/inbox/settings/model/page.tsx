import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ModelConnection } from "@/components/settings/model-connection";
import { ModelLedger } from "@/components/settings/model-ledger";
import { ModelRules } from "@/components/settings/model-rules";
import { ModelStop } from "@/components/settings/model-stop";
import { ModelTest } from "@/components/settings/model-test";
import { Section, SettingsPage } from "@/components/settings/settings-page";
import { Chip } from "@/components/ui/chip";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { USUAL_CAPS } from "@/lib/triage/reply-circumstances";
import { changeRules, connect, resume, stop, test } from "./actions";
import { ModelNotices } from "./model-notices";
import {
  connectionDraft,
  isSimulatedModel,
  knownInWords,
  type ModelPage,
  readModelPage,
  rulesDraft,
} from "./read-model-page";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("settings.pages.model") };
}

export default async function ModelSettingsPage() {
  const { companyId, role, timeZone } = await requireEmployee();
  if (!may(role, "model.manage")) notFound();
  const page = await readModelPage(companyId);
  const { settings, stop: stopped } = page;
  const { t, format } = await getText(timeZone);
  const stoppedInWords = stopped
    ? t("model.stop.stoppedBy", { by: stopped.stoppedBy ?? "–", time: format.moment(stopped.stoppedAt) })
    : null;
  const chip = isSimulatedModel(settings) && (
    <Chip title={t("model.provider.simulatedHint")}>{t("model.provider.simulated")}</Chip>
  );
  return (
    <SettingsPage title={t("settings.pages.model")} hint={t("model.provider.hint")} chip={chip}>
      <div className="grid max-w-200 gap-8 px-4 py-6 md:px-8">
        <ModelNotices page={page} timeZone={timeZone} />
        <Section title={t("model.stop.title")} hint={t("model.stop.hint")}>
          <ModelStop stopped={stoppedInWords} stop={stop} resume={resume} />
        </Section>
        <Section title={t("model.provider.connection")} hint={t("model.provider.priceHint")}>
          <ModelConnection
            draft={connectionDraft(settings)}
            keyEnding={settings?.keyEnding ?? null}
            known={knownInWords(settings, format)}
            connect={connect}
          />
          <ModelTest test={test} />
        </Section>
        <Section title={t("model.provider.rules")} hint={t("model.provider.rulesHint")}>
          <ModelRules draft={rulesDraft(settings)} usualCaps={USUAL_CAPS} save={changeRules} />
        </Section>
        <Departures page={page} timeZone={timeZone} />
      </div>
    </SettingsPage>
  );
}

async function Departures({
  page: { settings, use, calls },
  timeZone,
}: {
  page: ModelPage;
  timeZone: string;
}) {
  const { t, format } = await getText(timeZone);
  const budget = settings?.monthlyBudget ?? null;
  const used = {
    cost: format.amount(use.cost),
    calls: use.calls,
    tokens: format.number(use.inputTokens + use.outputTokens),
  };
  const shown = calls.map((call) => ({
    ...call,
    when: format.listTime(call.happenedAt),
    happenedAt: call.happenedAt.toISOString(),
    tokens: format.number(call.inputTokens + call.outputTokens),
    cost: format.number(call.cost / 1_000_000, { maximumFractionDigits: 6 }),
  }));
  return (
    <>
      <Section title={t("model.provider.usage")}>
        <p>
          {budget === null
            ? t("model.provider.usageLine", used)
            : t("model.provider.usageOf", { ...used, budget: format.amount(budget) })}
        </p>
      </Section>
      <Section
        title={t("model.provider.ledger")}
        hint={t("model.provider.ledgerHint", { count: shown.length })}
      >
        <ModelLedger calls={shown} />
      </Section>
    </>
  );
}
