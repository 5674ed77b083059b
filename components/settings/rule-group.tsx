"use client";
import { Plus, X } from "lucide-react";
import { Fragment, type Ref, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { RuleCondition } from "./rule-condition";
import {
  type DraftGroup,
  type DraftPart,
  isGroup,
  newCondition,
  newGroup,
  type RuleRefusal,
  withPart,
} from "./rule-draft";

interface RuleGroupProps {
  group: DraftGroup;
  depth?: number;
  /** Where it stands: "rule", "rule.parts.1". */
  path?: string;
  refusal: RuleRefusal | undefined;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
}

const DEEPEST = 3;

/** A box of conditions and boxes, joined by ET or by OU; one switch per box. */
export function RuleGroup(props: RuleGroupProps) {
  const { group, depth = 0, path = "rule", refusal, onChange, onRemove } = props;
  const t = useTranslations("settings.rule");
  const addButton = useRef<HTMLButtonElement>(null);
  const change = (next: DraftGroup) => {
    // The button that was pressed goes with its row.
    if (next.parts.length < group.parts.length) addButton.current?.focus();
    onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not shrink inside a grid
    <div
      role="group"
      aria-label={t(depth === 0 ? "rule" : "group")}
      className="grid gap-1.5 rounded-card border border-border bg-background p-2.5"
    >
      {group.parts.map((part, index) => (
        <Fragment key={part.key}>
          {index > 0 && <p className="pl-1 text-meta font-semibold text-primary-text">{t(group.match)}</p>}
          <Part {...{ part, group, depth, refusal }} onChange={change} path={`${path}.parts.${index}`} />
        </Fragment>
      ))}
      <div className="flex flex-wrap items-center gap-1.5">
        <AddButtons group={group} depth={depth} onChange={onChange} ref={addButton} />
        <span className="ml-auto flex items-center gap-1">
          {group.parts.length > 1 && (
            <Segmented
              label={t("combine")}
              options={(["all", "any"] as const).map((value) => ({ value, label: t(value) }))}
              value={group.match}
              onChange={(match) => onChange({ ...group, match })}
            />
          )}
          {onRemove && (
            <IconButton label={t("removeGroup")} icon={<X aria-hidden />} size="small" onClick={onRemove} />
          )}
        </span>
      </div>
    </div>
  );
}

interface AddButtonsProps extends Pick<RuleGroupProps, "group" | "onChange"> {
  depth: number;
  ref: Ref<HTMLButtonElement>;
}

function AddButtons({ group, depth, onChange, ref }: AddButtonsProps) {
  const t = useTranslations("settings.rule");
  const add = (part: DraftPart) => onChange({ ...group, parts: [...group.parts, part] });
  return (
    <>
      <Button ref={ref} look="ghost" size="small" onClick={() => add(newCondition())}>
        <Plus className="size-3.5" aria-hidden /> {t("condition")}
      </Button>
      {depth < DEEPEST && (
        <Button
          look="ghost"
          size="small"
          onClick={() => add(newGroup(group.match === "all" ? "any" : "all"))}
        >
          <Plus className="size-3.5" aria-hidden /> {t("group")}
        </Button>
      )}
    </>
  );
}

interface PartProps extends Pick<RuleGroupProps, "group" | "refusal" | "onChange"> {
  part: DraftPart;
  depth: number;
  path: string;
}

function Part({ part, group, depth, path, refusal, onChange }: PartProps) {
  const put = (next: DraftPart | undefined) => onChange(withPart(group, part.key, next));
  const remove = group.parts.length === 1 && depth === 0 ? undefined : () => put(undefined);
  if (isGroup(part)) {
    return (
      <RuleGroup group={part} onChange={put} onRemove={remove} {...{ depth: depth + 1, path, refusal }} />
    );
  }
  const refused = refusal?.path === path ? refusal.message : undefined;
  return <RuleCondition condition={part} refused={refused} onChange={put} onRemove={remove} />;
}
