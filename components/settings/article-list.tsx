"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { ArticleState as State } from "@/db/queries/article-list";
import type { ArticleOrigin } from "@/db/schema";
import { ArticleState } from "./article-state";

interface ShownRow {
  id: number;
  title: string;
  origin: ArticleOrigin;
  originName: string | null;
  state: State;
  passageCount: number;
  changed: string;
  changedAt: string;
  changedBy: string;
}

/** Articles, the newest changed first. */
export function ArticleList({ articles }: { articles: ShownRow[] }) {
  const t = useTranslations("model.knowledge");
  return (
    <table className="w-full table-fixed border-collapse">
      <thead>
        <tr className="border-b border-border text-left text-meta text-subtle-foreground [&>th]:py-2 [&>th]:pr-3 [&>th]:font-medium">
          <th scope="col">{t("columns.title")}</th>
          <th scope="col" className="w-36 max-md:w-32">
            {t("columns.state")}
          </th>
          <th scope="col" className="w-22 text-right max-md:hidden">
            {t("columns.passages")}
          </th>
          <th scope="col" className="w-46 pl-4 max-md:hidden">
            {t("columns.changed")}
          </th>
        </tr>
      </thead>
      <tbody>
        {articles.map((article) => (
          <ArticleRow key={article.id} article={article} />
        ))}
      </tbody>
    </table>
  );
}

function ArticleRow({ article }: { article: ShownRow }) {
  const t = useTranslations("model.knowledge");
  const { id, title, origin, originName, state, passageCount, changed, changedAt, changedBy } = article;
  return (
    <tr className="border-b border-border align-top [&>td]:py-2 [&>td]:pr-3">
      <td>
        <Link href={`/inbox/settings/knowledge/${id}`} className="group grid min-w-0 gap-0.5">
          <span className="font-medium wrap-anywhere group-hover:underline">{title}</span>
          <span className="truncate text-meta text-muted-foreground" title={originName ?? undefined}>
            {t(`origins.${origin}`)}
            {originName && ` · ${originName}`}
          </span>
        </Link>
      </td>
      <td>
        <ArticleState state={state} />
      </td>
      <td className="text-right text-muted-foreground max-md:hidden">{passageCount}</td>
      <td className="truncate pl-4 text-muted-foreground max-md:hidden">
        <time dateTime={changedAt}>
          {changedBy ? t("changedBy", { when: changed, name: changedBy }) : changed}
        </time>
      </td>
    </tr>
  );
}
