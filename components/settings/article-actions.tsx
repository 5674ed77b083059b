"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { ArticleState } from "@/db/queries/article-list";
import { useAction } from "./use-action";

type Answer<Value> = Promise<{ ok: true; value: Value } | { ok: false; message: string }>;
type Act = (input: { articleId: number }) => Answer<unknown>;

interface ArticleActionsProps {
  article: {
    articleId: number;
    title: string;
    state: ArticleState;
    /** The page it was read from. */
    address: string | null;
  };
  unpublish: Act;
  archive: Act;
  restore: Act;
  refresh: (input: { address: string }) => Answer<{ outcome: "new" | "refreshed" | "unchanged" }>;
}

/** What can be done with an article besides writing it. */
export function ArticleActions({ article, unpublish, archive, restore, refresh }: ArticleActionsProps) {
  const t = useTranslations("model.knowledge.article");
  const { articleId, state, address } = article;
  const unpublishing = useArticleAct(unpublish, t("unpublished"));
  const restoring = useArticleAct(restore, t("restored"));
  if (state === "archived") {
    return (
      <Button busy={restoring.busy} onClick={() => restoring.run({ articleId })}>
        {t("restore")}
      </Button>
    );
  }
  return (
    <>
      {address && <RefreshButton address={address} refresh={refresh} />}
      {state !== "draft" && (
        <Button busy={unpublishing.busy} onClick={() => unpublishing.run({ articleId })}>
          {t("unpublish")}
        </Button>
      )}
      <ArchiveButton articleId={articleId} title={article.title} archive={archive} />
    </>
  );
}

/** Says what was done, or why it was not. */
function useArticleAct(act: Act, done: string) {
  const router = useRouter();
  const toast = useToast();
  return useAction(
    async (input: { articleId: number }) => {
      const answer = await act(input);
      if (!answer.ok) toast({ sentence: answer.message });
      return answer;
    },
    () => {
      toast({ sentence: done });
      router.refresh();
    },
  );
}

function RefreshButton({ address, refresh }: { address: string; refresh: ArticleActionsProps["refresh"] }) {
  const t = useTranslations("model.knowledge.import");
  const words = useTranslations("model.knowledge.article");
  const router = useRouter();
  const toast = useToast();
  const refreshing = useAction(
    async (input: { address: string }) => {
      const answer = await refresh(input);
      if (!answer.ok) toast({ sentence: answer.message });
      return answer;
    },
    ({ outcome }) => {
      toast({ sentence: t(outcome) });
      router.refresh();
    },
  );
  return (
    <Button busy={refreshing.busy} onClick={() => refreshing.run({ address })}>
      {words("refresh")}
    </Button>
  );
}

function ArchiveButton({ articleId, title, archive }: { articleId: number; title: string; archive: Act }) {
  const t = useTranslations("model.knowledge.article");
  const words = useTranslations("common");
  const router = useRouter();
  const archiving = useAction(archive, (_, toast) => {
    toast({ sentence: t("archived") });
    router.push("/inbox/settings/knowledge");
  });
  const actions = (
    <>
      <DialogClose>
        <Button look="ghost">{words("cancel")}</Button>
      </DialogClose>
      <Button look="danger" busy={archiving.busy} onClick={() => archiving.run({ articleId })}>
        {t("archive")}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t("archiveTitle", { title })}
      description={t("archiveHint")}
      trigger={<Button look="danger">{t("archive")}</Button>}
      actions={actions}
    >
      {archiving.refusal && <p role="alert">{archiving.refusal.message}</p>}
    </Dialog>
  );
}
