"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FolderDescription } from "./folder-description";
import type { FolderIconName } from "./folder-icon";
import { FolderName } from "./folder-name";
import { Notice } from "./notice";
import { type Replay, ReplayPane } from "./replay-pane";
import { type DraftGroup, isComplete, newGroup, type RuleRefusal } from "./rule-draft";
import { RuleGroup } from "./rule-group";
import { useAction } from "./use-action";
import { useReplay } from "./use-replay";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string; field?: string };

export interface FolderDraft {
  folderId: number | null;
  name: string;
  icon: FolderIconName;
  /** What belongs there, for what no rule matches. */
  description: string;
  /** Null files nothing by itself. */
  rule: DraftGroup | null;
}

interface FolderFormProps {
  draft: FolderDraft;
  /** Where it stands in the order. */
  place: string;
  firstReplay?: Replay;
  preview: (draft: FolderDraft) => Promise<Answer<Replay>>;
  save: (draft: FolderDraft) => Promise<Answer<{ isRefiling: boolean }>>;
  /** What else can be done with the folder. */
  children?: ReactNode;
}

export function FolderForm({ draft: first, place, firstReplay, preview, save, children }: FolderFormProps) {
  const t = useTranslations("settings");
  const words = useTranslations("common");
  const router = useRouter();
  const [draft, setDraft] = useState(first);
  const replay = useReplay(firstReplay, preview);
  const saving = useAction(save, ({ isRefiling }, toast) => {
    const said = isRefiling ? "folder.savedRefiling" : "folder.saved";
    toast({ sentence: t(said, { name: draft.name }) });
    router.push("/inbox/settings/folders");
  });
  const change = (changed: Partial<FolderDraft>) => {
    const next = { ...draft, ...changed };
    setDraft(next);
    if ("rule" in changed || "name" in changed) replay.ask(next);
  };
  const refusal = replay.refusal ?? ruleRefusal(saving.refusal);
  const isSound = draft.rule !== null && isComplete(draft.rule) && !refusal;

  return (
    <div className="grid min-h-full xl:grid-cols-[34rem_minmax(0,1fr)]">
      <form
        noValidate
        className="flex flex-col border-border bg-pane max-xl:border-b xl:sticky xl:top-0 xl:h-[calc(100dvh-3.5rem)] xl:overflow-y-auto xl:border-r"
        onSubmit={(event) => {
          event.preventDefault();
          saving.run(draft);
        }}
      >
        <div className="grid flex-1 content-start gap-4 px-4 py-4 md:px-6">
          <FolderName {...draft} refused={saving.refusedAt("name")} onChange={change} />
          <FolderDescription description={draft.description} onChange={change} />
          <Checkbox
            checked={draft.rule !== null}
            onChange={(on) => change({ rule: on ? (first.rule ?? newGroup()) : null })}
          >
            {t("folder.withRule")}
          </Checkbox>
          {draft.rule && (
            <div className="grid gap-1.5">
              <p className="font-medium">{t("folder.rule")}</p>
              <RuleGroup group={draft.rule} refusal={refusal} onChange={(rule) => change({ rule })} />
              <p className="text-meta text-subtle-foreground">{place}</p>
            </div>
          )}
          {refusal && !isAtCondition(refusal) && <Notice tone="failed" title={refusal.message} live />}
          {isSound && replay.current && <InWords sentence={replay.current.sentence} />}
        </div>
        <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t border-border bg-pane px-4 py-3 md:px-6">
          <Button type="submit" look="primary" busy={saving.busy} blockedBecause={blockedBecause(draft, t)}>
            {t("folder.saveAndRefile", { count: draft.rule ? (replay.current?.moved ?? 0) : 0 })}
          </Button>
          <Button look="ghost" onClick={() => router.push("/inbox/settings/folders")}>
            {words("cancel")}
          </Button>
          <span className="ml-auto">{children}</span>
        </div>
      </form>
      {draft.rule && <ReplayPane replay={replay.current} busy={replay.busy} complete={isSound} />}
    </div>
  );
}

const blockedBecause = ({ rule }: FolderDraft, t: ReturnType<typeof useTranslations<"settings">>) =>
  rule && !isComplete(rule) ? t("replay.incomplete") : undefined;

const ruleRefusal = (refusal: { message: string; field?: string } | undefined): RuleRefusal | undefined =>
  refusal && refusal.field !== "name" ? { message: refusal.message, path: refusal.field ?? "" } : undefined;

const isAtCondition = ({ path }: RuleRefusal) => path.startsWith("rule.parts.");

function InWords({ sentence }: { sentence: string }) {
  const t = useTranslations("settings");
  return (
    <div className="rounded-card bg-muted px-3 py-2.5">
      <p className="text-muted-foreground">{t("folder.inWords")}</p>
      <p className="wrap-anywhere">{sentence}</p>
    </div>
  );
}
