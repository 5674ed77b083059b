"use client";
import { X } from "lucide-react";
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
  onChange: (condition: DraftCondition) => void;
  onRemove?: () => void;
}

const SOURCES = ["email", "sms", "whatsapp", "webhook"] as const;

export function RuleCondition({ condition, onChange, onRemove }: RuleConditionProps) {
  const t = useTranslations("settings");
  const change = (changed: Partial<DraftCondition>) => onChange({ ...condition, ...changed });
  const isSource = condition.field === "source";
  const pickField = (field: RuleField) => {
    if (field === "source") change({ field, operator: "is", value: "email" });
    else change({ field, value: isSource ? "" : condition.value });
  };
  const operators = isSource ? (["is"] as const) : RULE_OPERATORS;
  return (
    <div className="grid grid-cols-[1fr_1fr_1.75rem] items-center gap-1.5 md:grid-cols-[9.5rem_8.5rem_minmax(0,1fr)_1.75rem]">
      <Select<RuleField>
        label={t("rule.field")}
        options={RULE_FIELDS.map((value) => ({ value, label: t(`rule.fields.${value}`) }))}
        value={condition.field}
        onChange={pickField}
      />
      <Select<RuleOperator>
        label={t("rule.operator")}
        options={operators.map((value) => ({ value, label: t(`rule.operators.${value}`) }))}
        value={condition.operator}
        onChange={(operator) => change({ operator })}
      />
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
            aria-label={t("rule.value")}
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
    </div>
  );
}
