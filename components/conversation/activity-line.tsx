"use client";
import {
  Combine,
  FolderInput,
  FolderOpen,
  Newspaper,
  Sparkle,
  UserRoundPlus,
  UserRoundX,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ThreadActivity } from "@/db/queries/thread-activities";
import { Moment } from "./moment";
import { StatusIcon } from "./status-icon";
import { WhyHere } from "./why-here";

/** One thing that happened, as a sentence. */
export function ActivityLine({ activity }: { activity: ThreadActivity }) {
  const sentence = useActivitySentence()(activity);
  const files = ["filed", "moved", "keptOut"].includes(activity.verb);
  return (
    <EventLine icon={<ActivityIcon activity={activity} />} time={<Moment at={activity.happenedAt} exact />}>
      <span className="min-w-0 truncate" title={sentence}>
        {sentence}
      </span>
      {files && <WhyHere />}
    </EventLine>
  );
}

interface EventLineProps {
  icon: ReactNode;
  time?: ReactNode;
  children: ReactNode;
}

export function EventLine({ icon, time, children }: EventLineProps) {
  return (
    <div className="flex h-8.5 items-center gap-2 pl-1 text-meta text-subtle-foreground [&_.lucide]:size-3.5">
      {icon}
      {children}
      <span className="flex-1" />
      {time && <span className="shrink-0">{time}</span>}
    </div>
  );
}

function ActivityIcon({
  activity: { actor, verb, status, assigneeName, folderName },
}: {
  activity: ThreadActivity;
}) {
  if (verb === "status" && status) return <StatusIcon status={status} />;
  if (verb === "assigned") return assigneeName ? <UserRoundPlus aria-hidden /> : <UserRoundX aria-hidden />;
  if (verb === "automaticTakenBack" || verb === "automaticHeldBack") return <Sparkle aria-hidden />;
  if (verb === "merged") return <Combine aria-hidden />;
  if (verb === "keptOut") return <Newspaper aria-hidden />;
  if (actor === "model" || actor === "learned") return <Sparkle aria-hidden />;
  return folderName ? <FolderInput aria-hidden /> : <FolderOpen aria-hidden />;
}

function useActivitySentence() {
  const t = useTranslations("inbox.thread.activity");
  const acts = useTranslations("inbox.acts");
  return ({ actor, verb, status, employeeName, assigneeName, folderName, because }: ThreadActivity) => {
    const who = employeeName ?? t(actor === "model" ? "model" : "system");
    if (verb === "status" && status) return t("status", { who, status: acts(`status.${status}`) });
    if (verb === "assigned") {
      if (!assigneeName) return t("unassigned", { who });
      return assigneeName === employeeName ? t("taken", { who }) : t("assigned", { who, name: assigneeName });
    }
    if (verb === "automaticTakenBack") return t("automaticTakenBack", { who });
    if (verb === "automaticHeldBack") return t("automaticHeldBack", { because: because ?? "" });
    if (verb === "merged") return t("merged");
    if (verb === "keptOut") return t("keptOut", { who });
    if (verb === "filed" && folderName && actor === "model") return t("filedByModel", { folder: folderName });
    if (verb === "filed" && folderName && actor === "learned")
      return t("filedByLearned", { folder: folderName });
    if (verb === "filed") return folderName ? t("filed", { folder: folderName }) : t("filedNowhere");
    return folderName ? t("moved", { who, folder: folderName }) : t("movedNowhere", { who });
  };
}
