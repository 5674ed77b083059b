"use client";
import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { type MouseEvent, memo, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { useDesk } from "./desk-context";
import { draggedIds } from "./drag";
import { RowActs } from "./row-acts";
import { RowMark } from "./row-mark";
import { RowTail } from "./row-tail";
import { aboutOf, RowText } from "./row-text";
import type { Row } from "./use-list";
import { useSwipe } from "./use-swipe";

interface ConversationRowProps {
  row: Row;
  index: number;
  isOpen: boolean;
  isChecked: boolean;
  hasCheckbox: boolean;
  isFocusable: boolean;
  /** Beside the open one: j or k comes here. */
  isNextToOpen: boolean;
}

/** A conversation in three lines. Its acts are cells of the row: there on hover and focus, reached by →. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { row, index, isOpen, isChecked, hasCheckbox, isFocusable, isNextToOpen } = props;
  const { place, selection, act } = useDesk();
  const swipe = useSwipe(() => act([row.id], { kind: "status", status: "resolved" }));
  const [isNear, setNear] = useState(false);
  const name = useRowName(row);
  const isLikely = isNear || isNextToOpen;
  useEffect(() => {
    if (isLikely) place.expect(row.id);
  }, [isLikely, place, row.id]);
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    if (event.shiftKey) selection.extend(row.id);
    else if (hasCheckbox) selection.toggle(row.id);
    else place.open(row.id);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div
      role="row"
      data-row={row.id}
      aria-rowindex={index + 1}
      aria-selected={isChecked}
      aria-current={isOpen || undefined}
      aria-label={name}
      tabIndex={isFocusable ? 0 : -1}
      draggable
      onDragStart={(event) => draggedIds.put(event, isChecked ? [...selection.checked] : [row.id])}
      onPointerEnter={({ pointerType }) => setNear(pointerType === "mouse")}
      onPointerLeave={() => setNear(false)}
      onFocus={({ target }) => setNear(target.matches(":focus-visible"))}
      onBlur={() => setNear(false)}
      {...swipe}
      style={{ top: `calc(var(--row) * ${index})` }}
      className={clsx(
        "absolute inset-x-0 grid h-(--row) touch-pan-y grid-cols-[16px_minmax(0,1fr)] gap-x-2 border-b border-border py-2.5 pr-3 pl-2.5 -outline-offset-2 max-md:py-3 max-md:pr-4 max-md:pl-3.5",
        (isOpen || isChecked) && "bg-primary-soft",
        isOpen && "before:absolute before:inset-y-0 before:left-0 before:border-l-2 before:border-primary",
        !isOpen && !isChecked && "hover:bg-accent",
      )}
    >
      <RowMark row={row} name={name} isChecked={isChecked} hasCheckbox={hasCheckbox} isNear={isNear} />
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus */}
      <div role="gridcell" className="min-w-0">
        <Link
          href={place.hrefOf(row.id)}
          prefetch={isLikely}
          tabIndex={-1}
          draggable={false}
          aria-label={name}
          onClick={onClick}
          className="absolute inset-0"
        />
        <div className="pointer-events-none relative">
          <RowText row={row}>
            <RowTail row={row} isOpen={isOpen} />
          </RowText>
        </div>
      </div>
      {isNear && <RowActs row={row} />}
      <SwipedIn />
    </div>
  );
});

/** What a finger draws in from the left; the same act has a button in the conversation and in the selection. */
function SwipedIn() {
  const t = useTranslations("inbox.list.acts");
  return (
    <span
      aria-hidden
      className="absolute inset-y-0 right-full hidden w-full items-center justify-end gap-2 bg-success-soft pr-4 text-letter font-semibold text-success pointer-coarse:flex"
    >
      <Check />
      {t("done")}
    </span>
  );
}

/** "Non lue, Mehdi Aouad, SMS, sujet, urgent, 10:31" */
function useRowName(row: Row): string {
  const t = useTranslations("inbox.list");
  const format = useFormat();
  return [
    row.unread && t("row.unread"),
    row.customerName,
    t(`sources.${row.source}`),
    aboutOf(row),
    row.status === "urgent" && t("row.urgent"),
    row.trouble && t(`row.${row.trouble}`),
    row.draft !== null && t("row.draft"),
    format.listTime(new Date(row.lastMessageAt)),
  ]
    .filter(Boolean)
    .join(", ");
}
