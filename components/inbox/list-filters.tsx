"use client";
import clsx from "clsx";
import { ArrowDownWideNarrow, ChevronDown, X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Menu, MenuChoice } from "@/components/ui/menu";
import type { Source } from "@/db/schema";
import {
  readFilter,
  SORTS,
  STATUS_CHOICES,
  type StatusChoice,
  usualStatus,
} from "@/lib/conversations/view/list-filter";
import { useDesk } from "./desk-context";
import { useFilterWords } from "./place-name";

const SOURCES: Source[] = ["email", "sms", "whatsapp", "webhook"];

/** What narrows the list, as words; what is set is filled, and can be cleared. */
export function ListFilters() {
  const t = useTranslations("inbox.list");
  const { place } = useDesk();
  const { filter } = place;
  const isNarrowed = useFilterWords().length > 0 || filter.sort !== "recent";
  const clear = () => {
    const { source: _, assignee: __, ...rest } = filter;
    place.show({ ...rest, sort: readFilter("").sort, status: usualStatus(filter) });
  };
  return (
    <div className="-mx-1 flex items-center gap-0.5 max-md:-mx-4 max-md:-my-1 max-md:gap-2 max-md:overflow-x-auto max-md:px-4 max-md:py-1 max-md:[scrollbar-width:none]">
      <div className="flex min-w-0 items-center gap-0.5 overflow-x-auto [scrollbar-width:none] max-md:contents">
        <StatusFilter />
        <SourceFilter />
        <AssigneeFilter />
      </div>
      {isNarrowed && (
        <button
          type="button"
          onClick={clear}
          className={clsx(buttonClass, "text-primary-text hover:bg-accent")}
        >
          <span className="@max-[350px]:sr-only">{t("clear")}</span>
          <X className="size-3.5! @min-[350px]:hidden" aria-hidden />
        </button>
      )}
      <SortChoice isShort={isNarrowed} />
    </div>
  );
}

function StatusFilter() {
  const t = useTranslations("inbox.list");
  const { place } = useDesk();
  const { filter } = place;
  const options = STATUS_CHOICES.map((value) => ({ value, label: t(`statuses.${value}`) }));
  return (
    <Menu
      trigger={<FilterButton isSet={filter.status !== "any"}>{t(`statuses.${filter.status}`)}</FilterButton>}
    >
      <MenuChoice<StatusChoice>
        label={t("status")}
        value={filter.status}
        options={options}
        onChange={(status) => place.show({ ...filter, status })}
      />
    </Menu>
  );
}

function SourceFilter() {
  const t = useTranslations("inbox.list");
  const { place } = useDesk();
  const { filter } = place;
  const options = [
    { value: "any", label: t("anySource") },
    ...SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
  ];
  const choose = (value: string) =>
    place.show({ ...filter, source: SOURCES.find((source) => source === value) });
  return (
    <Menu
      trigger={
        <FilterButton isSet={filter.source !== undefined}>
          {filter.source ? t(`sources.${filter.source}`) : t("source")}
        </FilterButton>
      }
    >
      <MenuChoice label={t("source")} value={filter.source ?? "any"} options={options} onChange={choose} />
    </Menu>
  );
}

function AssigneeFilter() {
  const t = useTranslations("inbox.list");
  const { place, employees, me } = useDesk();
  const { filter } = place;
  const others = employees.filter(({ id }) => id !== me.id);
  const options = [
    { value: "any", label: t("anyAssignee") },
    { value: "none", label: t("nobody") },
    { value: String(me.id), label: t("me") },
    ...others.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  const value = String(filter.assignee ?? "any");
  const choose = (next: string) =>
    place.show({ ...filter, assignee: next === "any" ? undefined : next === "none" ? "none" : Number(next) });
  return (
    <Menu
      trigger={
        <FilterButton isSet={filter.assignee !== undefined}>
          {filter.assignee === undefined
            ? t("assignee")
            : (options.find((option) => option.value === value)?.label ?? t("assignee"))}
        </FilterButton>
      }
    >
      <MenuChoice label={t("assignee")} value={value} options={options} onChange={choose} />
    </Menu>
  );
}

function SortChoice({ isShort }: { isShort: boolean }) {
  const t = useTranslations("inbox.list");
  const { place } = useDesk();
  const { filter } = place;
  if (filter.q) return null;
  const options = SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }));
  const name = `${t("sort")} ${t(`sorts.${filter.sort}`)}`;
  return (
    <span className="ml-auto flex shrink-0">
      <Menu
        align="end"
        trigger={
          <button type="button" aria-label={name} className={clsx(buttonClass, restClass)}>
            <ArrowDownWideNarrow className="size-3.5!" aria-hidden />
            <span className={clsx(isShort && "hidden")}>{t(`sorts.${filter.sort}`)}</span>
          </button>
        }
      >
        <MenuChoice
          label={t("sort")}
          value={filter.sort}
          options={options}
          onChange={(sort) => place.show({ ...filter, sort })}
        />
      </Menu>
    </span>
  );
}

const buttonClass =
  "touchable flex h-6 min-w-0 shrink-0 items-center gap-1 rounded-small px-2 text-meta whitespace-nowrap max-md:h-8 max-md:rounded-full max-md:px-3 max-md:text-base";
const restClass =
  "text-muted-foreground hover:bg-accent hover:text-foreground aria-expanded:bg-accent max-md:ring-1 max-md:ring-border";

function FilterButton({
  isSet,
  children,
  ...rest
}: ComponentProps<"button"> & { isSet: boolean; children: ReactNode }) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        buttonClass,
        isSet ? "bg-accent text-foreground max-md:bg-primary-soft max-md:text-primary-text" : restClass,
      )}
    >
      <span className="max-w-24 truncate">{children}</span>
      <ChevronDown className="size-3! stroke-2!" aria-hidden />
    </button>
  );
}
