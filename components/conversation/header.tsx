"use client";
import { Check, ChevronLeft, PanelRight, RotateCcw, UserRound } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { KeyCap } from "@/components/ui/key-cap";
import { AssigneeMenu } from "./assignee-menu";
import { FolderMenu } from "./folder-menu";
import { isChatSource } from "./is-chat-source";
import { MoreMenu } from "./more-menu";
import { usePane } from "./pane-context";
import { StatusMenu } from "./status-menu";
import { useActs } from "./use-acts";
import type { PanelState } from "./use-panel";
import { WaitingSince } from "./waiting-since";

export function ConversationHeader({ panel }: { panel: PanelState }) {
  const t = useTranslations("inbox");
  const { query } = usePane();
  const title = useTitle();
  return (
    <header className="flex items-center gap-1 border-b border-border py-2.5 pr-4 pl-5 max-md:min-h-14 max-md:px-1 max-md:py-1.5">
      <Link
        href={`/inbox${query}`}
        aria-label={t("thread.back")}
        className="grid size-11 shrink-0 place-items-center rounded-button text-muted-foreground md:hidden"
      >
        <ChevronLeft className="size-5" aria-hidden />
      </Link>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-7 items-center gap-1 max-md:min-h-6">
          <h1 className="min-w-0 truncate text-subject font-semibold max-md:text-bubble" title={title}>
            {title}
          </h1>
          <span className="flex-1" />
          <HeaderActs panel={panel} />
        </div>
        <div className="flex h-5 items-center gap-1 text-meta text-muted-foreground max-md:gap-0.5">
          <StatusMenu />
          <FolderMenu />
          <AssigneeMenu />
          <span className="flex-1" />
          <WaitingSince />
        </div>
      </div>
      <PhoneActs panel={panel} />
    </header>
  );
}

/** What it is about; a chat is about whom it is with. */
function useTitle(): string {
  const t = useTranslations("inbox.thread");
  const { conversation, channel, panel } = usePane();
  return isChatSource(channel.source) ? panel.customer.name : conversation.subject || t("noSubject");
}

function HeaderActs({ panel }: { panel: PanelState }) {
  const t = useTranslations("inbox.thread");
  return (
    <div className="flex shrink-0 items-center gap-1 max-md:hidden">
      <ResolveButton />
      <MoreMenu />
      <IconButton
        label={t("customer")}
        icon={<PanelRight aria-hidden />}
        size="small"
        pressed={panel.beside}
        className="max-[1440px]:hidden"
        onClick={() => panel.showBeside(!panel.beside)}
      />
      <IconButton
        label={t("customer")}
        icon={<PanelRight aria-hidden />}
        size="small"
        className="min-[1440px]:hidden"
        onClick={() => panel.showAbove(true)}
      />
    </div>
  );
}

function ResolveButton() {
  const t = useTranslations("inbox.acts");
  const { isClosed, resolve, reopen } = useActs();
  return (
    <Button size="small" onClick={isClosed ? reopen : resolve}>
      {isClosed ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
      {isClosed ? t("reopen") : t("resolve")}
      <span className="contents text-subtle-foreground @max-[26rem]:hidden">
        {!isClosed && <KeyCap>e</KeyCap>}
      </span>
    </Button>
  );
}

const phoneButton = "grid size-11 place-items-center rounded-button text-muted-foreground";

function PhoneActs({ panel }: { panel: PanelState }) {
  const t = useTranslations("inbox");
  const { isClosed, resolve, reopen } = useActs();
  return (
    <div className="flex shrink-0 md:hidden [&_.lucide]:size-5">
      <button
        type="button"
        className={phoneButton}
        aria-label={isClosed ? t("acts.reopen") : t("acts.resolve")}
        onClick={isClosed ? reopen : resolve}
      >
        {isClosed ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
      </button>
      <button
        type="button"
        className={phoneButton}
        aria-label={t("thread.customer")}
        onClick={() => panel.showAbove(true)}
      >
        <UserRound aria-hidden />
      </button>
      <MoreMenu className={phoneButton} />
    </div>
  );
}
