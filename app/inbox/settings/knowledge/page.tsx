import { BookOpen, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ArticleList } from "@/components/settings/article-list";
import { KnowledgeFilter } from "@/components/settings/knowledge-filter";
import { KnowledgeQuestion } from "@/components/settings/knowledge-question";
import { SettingsPage } from "@/components/settings/settings-page";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { withCompany } from "@/db/company";
import { ARTICLE_STATES, type ArticleRow, hasArticles, listArticles } from "@/db/queries/article-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { readModelState } from "@/lib/model/model-state";
import { tryQuestion } from "./actions";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("model.knowledge.title") };
}

export default async function KnowledgePage({ searchParams }: PageProps<"/inbox/settings/knowledge">) {
  const { companyId, role, timeZone } = await requireEmployee();
  const { t, format } = await getText(timeZone);
  const asked = readAsked(await searchParams);
  const { found, isEmpty, model } = await withCompany(companyId, async (db) => ({
    found: await listArticles(db, { ...asked, limit: PAGE + 1 }),
    isEmpty: !(await hasArticles(db)),
    model: await readModelState(db),
  }));
  const show = ({ changedAt, changedBy, ...row }: ArticleRow) => ({
    ...row,
    changedBy: changedBy ?? "",
    changed: format.listTime(changedAt),
    changedAt: changedAt.toISOString(),
  });
  const add = may(role, "knowledge.manage") && (
    <Link href="/inbox/settings/knowledge/new" className={buttonClass({ look: "primary" })}>
      {t("model.knowledge.new")}
    </Link>
  );
  const rows = found.slice(0, PAGE);
  const last = found.length > PAGE ? rows.at(-1) : undefined;
  return (
    <SettingsPage
      title={t("model.knowledge.title")}
      hint={t(model.because === "noKey" ? "model.knowledge.modelOff" : "model.knowledge.hint")}
      actions={!isEmpty && add}
    >
      {isEmpty ? (
        <div className="px-4 md:px-8">
          <EmptyState
            icon={<BookOpen aria-hidden />}
            title={t("model.knowledge.empty")}
            hint={t(add ? "model.knowledge.emptyHint" : "model.knowledge.emptyReader")}
            action={add}
          />
        </div>
      ) : (
        <div className="grid max-w-300 gap-x-10 gap-y-6 px-4 py-4 md:px-8 2xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid min-w-0 content-start gap-4">
            <KnowledgeFilter text={asked.text} state={asked.state ?? "all"} />
            {rows.length > 0 ? <ArticleList articles={rows.map(show)} /> : <NothingFits />}
            {last && (
              <Link
                href={{ query: { ...queryOf(asked), before: last.id } }}
                className={`${buttonClass()} justify-self-start`}
              >
                {t("model.knowledge.older")}
              </Link>
            )}
          </div>
          <KnowledgeQuestion ask={tryQuestion} />
        </div>
      )}
    </SettingsPage>
  );
}

type Asked = ReturnType<typeof readAsked>;

function readAsked({ q, state, before }: Record<string, string | string[] | undefined>) {
  return {
    text: typeof q === "string" ? q.trim().slice(0, 200) : "",
    state: ARTICLE_STATES.find((known) => known === state),
    beforeId: typeof before === "string" ? readId(before) || undefined : undefined,
  };
}

const queryOf = ({ text, state }: Asked) => ({ ...(text && { q: text }), ...(state && { state }) });

async function NothingFits() {
  const { t } = await getText();
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t("model.knowledge.none")}
      hint={t("model.knowledge.noneHint")}
    />
  );
}
