"use client";
import { CircleAlert, X } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import {
  type DraftCondition,
  RULE_FIELDS,
  RULE_OPERATORS,
  type RuleField,
  type RuleOperator,
} from "./rule-draft";

interface RuleConditionProps {
  condition: DraftCondition;
  /** Why it cannot be saved. */
  refused: string | undefined;
  onChange: (condition: DraftCondition) => void;
  onRemove?: () => void;
}

const SOURCES = ["email", "sms", "whatsapp", "webhook"] as const;

export function RuleCondition({ condition, refused, onChange, onRemove }: RuleConditionProps) {
  const t = useTranslations("settings");
  const refusalId = useId();
  const change = (changed: Partial<DraftCondition>) => onChange({ ...condition, ...changed });
  const isSource = condition.field === "source";
  const pickField = (field: RuleField) => {
    if (field === "source") change({ field, operator: "is", value: "email" });
    else change({ field, value: isSource ? "" : condition.value });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_1.75rem] items-center gap-1.5 md:grid-cols-[8.75rem_7.75rem_minmax(0,1fr)_1.75rem]">
      <Select<RuleField>
        label={t("rule.field")}
        options={RULE_FIELDS.map((value) => ({ value, label: t(`rule.shortFields.${value}`) }))}
        value={condition.field}
        onChange={pickField}
      />
      <Comparison condition={condition} onChange={change} />
      <div className="max-md:order-last max-md:col-span-2">
        {isSource ? (
          <Select
            label={t("rule.value")}
            className="w-full"
            options={SOURCES.map((value) => ({ value, label: t(`integrations.sources.${value}`) }))}
            value={SOURCES.find((source) => source === condition.value) ?? "email"}
            onChange={(value) => change({ value })}
          />
        ) : (
          <Input
            autoFocus={isNew(condition)}
            aria-label={t("rule.value")}
            aria-invalid={refused ? true : undefined}
            aria-describedby={refused ? refusalId : undefined}
            value={condition.value}
            onChange={(event) => change({ value: event.target.value })}
          />
        )}
      </div>
      {onRemove && (
        <IconButton
          label={t("rule.removeCondition")}
          icon={<X aria-hidden />}
          size="small"
          onClick={onRemove}
        />
      )}
      {condition.operator === "matches" && !refused && (
        <p className="order-last col-span-full text-meta text-subtle-foreground">{t("rule.patternHint")}</p>
      )}
      {refused && (
        <p
          id={refusalId}
          role="alert"
          className="order-last col-span-full flex items-start gap-1.5 text-meta text-destructive"
        >
          <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          {refused}
        </p>
      )}
    </div>
  );
}

const isNew = ({ key, value }: DraftCondition) => key.startsWith("part-") && value === "";

interface ComparisonProps {
  condition: DraftCondition;
  onChange: (changed: Pick<DraftCondition, "operator" | "negated">) => void;
}

function Comparison({ condition: { field, operator, negated }, onChange }: ComparisonProps) {
  const t = useTranslations("settings.rule");
  const operators = field === "source" ? (["is"] as const) : RULE_OPERATORS;
  const options = operators.flatMap((one) => [
    { value: one as RuleOperator | `not-${RuleOperator}`, label: t(`operators.${one}`) },
    { value: `not-${one}` as const, label: t(`negated.${one}`) },
  ]);
  return (
    <Select
      label={t("operator")}
      options={options}
      value={negated ? `not-${operator}` : operator}
      onChange={(value) => {
        const chosen = RULE_OPERATORS.find((one) => value.endsWith(one)) ?? operator;
        onChange({ operator: chosen, negated: value.startsWith("not-") ? true : undefined });
      }}
    />
  );
}
