"use client";
import { Plus, X } from "lucide-react";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { RuleCondition } from "./rule-condition";
import { type DraftGroup, type DraftPart, isGroup, newCondition, newGroup, withPart } from "./rule-draft";

interface RuleGroupProps {
  group: DraftGroup;
  depth?: number;
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
}

const DEEPEST = 3;

/** A box of conditions and boxes, joined by ET or by OU; one switch per box. */
export function RuleGroup({ group, depth = 0, onChange, onRemove }: RuleGroupProps) {
  const t = useTranslations("settings.rule");
  const add = (part: DraftPart) => onChange({ ...group, parts: [...group.parts, part] });
  const options = (["all", "any"] as const).map((value) => ({ value, label: t(value) }));
  return (
    <div className="grid gap-1.5 rounded-card border border-border bg-background p-2.5">
      {group.parts.map((part, index) => (
        <Fragment key={part.key}>
          {index > 0 && <p className="pl-1 text-meta font-semibold text-primary-text">{t(group.match)}</p>}
          <Part part={part} group={group} depth={depth} onChange={onChange} />
        </Fragment>
      ))}
      <div className="flex flex-wrap items-center gap-1.5">
        <Button look="ghost" size="small" onClick={() => add(newCondition())}>
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
        <span className="ml-auto flex items-center gap-1">
          {group.parts.length > 1 && (
            <Segmented
              label={t("combine")}
              options={options}
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

interface PartProps {
  part: DraftPart;
  group: DraftGroup;
  depth: number;
  onChange: (group: DraftGroup) => void;
}

function Part({ part, group, depth, onChange }: PartProps) {
  const put = (next: DraftPart | undefined) => onChange(withPart(group, part.key, next));
  const isLast = group.parts.length === 1 && depth === 0;
  if (isGroup(part)) {
    return <RuleGroup group={part} depth={depth + 1} onChange={put} onRemove={() => put(undefined)} />;
  }
  return (
    <RuleCondition condition={part} onChange={put} onRemove={isLast ? undefined : () => put(undefined)} />
  );
}
