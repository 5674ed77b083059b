import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ArticleActions } from "@/components/settings/article-actions";
import { ArticleEditor } from "@/components/settings/article-editor";
import { ArticlePreview } from "@/components/settings/article-preview";
import { ArticleState } from "@/components/settings/article-state";
import { KnowledgeQuestion } from "@/components/settings/knowledge-question";
import { SettingsPage } from "@/components/settings/settings-page";
import { withCompany } from "@/db/company";
import { findShownArticle, type ShownArticle } from "@/db/queries/article-list";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { readId } from "@/lib/integrations/read-id";
import { archive, importAddress, restore, save, saveAndPublish, tryQuestion, unpublish } from "../actions";

type Props = PageProps<"/inbox/settings/knowledge/[articleId]">;

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("model.knowledge.title") };
}

export default async function ArticlePage({ params }: Props) {
  const { companyId, role, timeZone } = await requireEmployee();
  const id = readId((await params).articleId);
  const article = await withCompany(companyId, (db) => findShownArticle(db, id));
  if (!article) notFound();
  const mayManage = may(role, "knowledge.manage");
  const { title, state } = article;
  return (
    <SettingsPage
      title={title}
      backTo="/inbox/settings/knowledge"
      chip={<ArticleState state={state} />}
      hint={await aboutArticle(article, timeZone)}
      actions={
        mayManage && (
          <ArticleActions
            article={{
              articleId: id,
              title,
              state,
              address: article.origin === "url" ? article.originName : null,
            }}
            {...{ unpublish, archive, restore, refresh: importAddress }}
          />
        )
      }
    >
      {mayManage && state !== "archived" ? (
        <ArticleEditor article={draftOf(article)} save={save} publish={saveAndPublish}>
          <KnowledgeQuestion ask={tryQuestion} articleId={id} />
        </ArticleEditor>
      ) : (
        <div className="grid max-w-200 gap-8 px-4 py-4 md:px-8">
          <ArticlePreview markdown={article.body} />
          <KnowledgeQuestion ask={tryQuestion} articleId={id} />
        </div>
      )}
    </SettingsPage>
  );
}

const draftOf = ({ id, version, title, body, state }: ShownArticle) => ({
  ...{ articleId: id, version, title, body },
  isPublished: state === "published",
});

/** What its state means, its version, who changed it when, and where it came from. */
async function aboutArticle(article: ShownArticle, timeZone: string): Promise<string> {
  const { t, format } = await getText(timeZone);
  const { state, version, changedAt, changedBy, originName, passageCount } = article;
  const when = format.listTime(changedAt);
  const facts = [
    t("model.knowledge.version", { version }),
    changedBy ? t("model.knowledge.changedBy", { when, name: changedBy }) : when,
    state === "published" || state === "changed"
      ? t("model.knowledge.passages", { count: passageCount })
      : "",
    originName ? t("model.knowledge.article.from", { name: originName }) : "",
  ];
  return `${t(`model.knowledge.stateHints.${state}`)} ${facts.filter(Boolean).join(" · ")}`;
}
