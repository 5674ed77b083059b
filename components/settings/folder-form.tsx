"use client";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FOLDER_ICONS, FolderIcon, type FolderIconName } from "./folder-icon";
import { Notice } from "./notice";
import { type Replay, ReplayPane } from "./replay-pane";
import { type DraftGroup, isComplete } from "./rule-draft";
import { RuleGroup } from "./rule-group";
import { useAction } from "./use-action";

type Answer<Value> = { ok: true; value: Value } | { ok: false; message: string; field?: string };

export interface FolderDraft {
  folderId: number | null;
  name: string;
  icon: FolderIconName;
  /** Null files nothing by itself. */
  rule: DraftGroup | null;
}

interface FolderFormProps {
  draft: FolderDraft;
  /** What the "with a rule" box starts from. */
  firstRule: DraftGroup;
  /** Where it stands in the order. */
  place: string;
  firstReplay?: Replay;
  preview: (draft: FolderDraft) => Promise<Answer<Replay>>;
  save: (draft: FolderDraft) => Promise<Answer<{ isRefiling: boolean }>>;
}

const AFTER_TYPING_MS = 300;

export function FolderForm({ draft: first, firstRule, place, firstReplay, preview, save }: FolderFormProps) {
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
    if ("rule" in changed) replay.ask(next);
  };
  const problem =
    replay.problem ?? (saving.refusal && !saving.refusal.field ? saving.refusal.message : undefined);

  return (
    <div className="grid min-h-full xl:grid-cols-[30.25rem_minmax(0,1fr)]">
      <form
        noValidate
        className="flex flex-col border-border bg-pane max-xl:border-b xl:border-r"
        onSubmit={(event) => {
          event.preventDefault();
          saving.run(draft);
        }}
      >
        <div className="grid flex-1 content-start gap-4 px-4 py-4 md:px-6">
          <NameFields draft={draft} change={change} refused={saving.refusedAt("name")} />
          <Checkbox checked={draft.rule !== null} onChange={(on) => change({ rule: on ? firstRule : null })}>
            {t("folder.withRule")}
          </Checkbox>
          {draft.rule && (
            <div className="grid gap-1.5">
              <p className="font-medium">{t("folder.rule")}</p>
              <RuleGroup group={draft.rule} onChange={(rule) => change({ rule })} />
              <p className="text-meta text-subtle-foreground">{place}</p>
            </div>
          )}
          {problem && <Notice tone="failed" title={problem} live />}
          {draft.rule && <InWords sentence={replay.current?.sentence} />}
        </div>
        <div className="flex flex-wrap items-center gap-2 border-t border-border px-4 py-3 md:px-6">
          <Button type="submit" look="primary" busy={saving.busy} blockedBecause={blockedBecause(draft, t)}>
            {t("folder.saveAndRefile", { count: draft.rule ? (replay.current?.moved ?? 0) : 0 })}
          </Button>
          <Button look="ghost" onClick={() => router.push("/inbox/settings/folders")}>
            {words("cancel")}
          </Button>
        </div>
      </form>
      {draft.rule && (
        <ReplayPane replay={replay.current} busy={replay.busy} complete={isComplete(draft.rule)} />
      )}
    </div>
  );
}

const blockedBecause = ({ rule }: FolderDraft, t: ReturnType<typeof useTranslations<"settings">>) =>
  rule && !isComplete(rule) ? t("replay.incomplete") : undefined;

/** What the rule would have done, asked for again a moment after the last change; an old answer never wins. */
function useReplay(first: Replay | undefined, preview: FolderFormProps["preview"]) {
  const [current, setCurrent] = useState(first);
  const [problem, setProblem] = useState<string>();
  const [busy, start] = useTransition();
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ask = (draft: FolderDraft) => {
    clearTimeout(timer.current);
    asked.current += 1;
    const mine = asked.current;
    setProblem(undefined);
    if (!draft.rule || !isComplete(draft.rule)) return setCurrent(undefined);
    timer.current = setTimeout(() => {
      start(async () => {
        const answer = await preview(draft);
        if (mine !== asked.current) return;
        if (answer.ok) setCurrent(answer.value);
        else setProblem(answer.message);
      });
    }, AFTER_TYPING_MS);
  };
  return { current, problem, busy, ask };
}

interface NameFieldsProps {
  draft: FolderDraft;
  change: (changed: Partial<FolderDraft>) => void;
  refused: string | undefined;
}

function NameFields({ draft, change, refused }: NameFieldsProps) {
  const t = useTranslations("settings.folder");
  const icons = Object.keys(FOLDER_ICONS) as FolderIconName[];
  return (
    <div className="grid items-start gap-3 sm:grid-cols-[1fr_10rem]">
      <Field label={t("name")} error={refused}>
        {(wiring) => (
          <Input {...wiring} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        )}
      </Field>
      <Field label={t("icon")}>
        {(wiring) => (
          <Select
            id={wiring.id}
            label={t("icon")}
            className="w-full"
            options={icons.map((value) => ({
              value,
              label: t(`icons.${value}`),
              icon: <FolderIcon name={value} className="text-muted-foreground" />,
            }))}
            value={draft.icon}
            onChange={(icon) => change({ icon })}
          />
        )}
      </Field>
    </div>
  );
}

function InWords({ sentence }: { sentence: string | undefined }) {
  const t = useTranslations("settings");
  return (
    <div className="rounded-card bg-muted px-3 py-2.5">
      <p className="text-muted-foreground">{t("folder.inWords")}</p>
      <p>{sentence ?? t("replay.incomplete")}</p>
    </div>
  );
}
