import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ArticleEditor } from "@/components/settings/article-editor";
import { KnowledgeImport } from "@/components/settings/knowledge-import";
import { SettingsPage } from "@/components/settings/settings-page";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { getText } from "@/lib/i18n/text";
import { importAddress, save, saveAndPublish } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getText();
  return { title: t("model.knowledge.new") };
}

export default async function NewArticlePage() {
  const { role } = await requireEmployee();
  if (!may(role, "knowledge.manage")) notFound();
  const { t } = await getText();
  const article = { articleId: null, version: 1, title: "", body: "", isPublished: false };
  return (
    <SettingsPage title={t("model.knowledge.new")} backTo="/inbox/settings/knowledge">
      <ArticleEditor article={article} save={save} publish={saveAndPublish}>
        <KnowledgeImport fetch={importAddress} />
      </ArticleEditor>
    </SettingsPage>
  );
}
