"use client";
import { type RefObject, useEffect } from "react";
import { useTranslations } from "use-intl";
import { ConversationRow } from "./conversation-row";
import { useDesk } from "./desk-context";
import { ListEnd, ListError, ListLoading } from "./list-states";
import { NothingHere } from "./nothing-here";
import { useLate } from "./use-late";
import { useRowKeys } from "./use-row-keys";
import { useWindowOfRows } from "./use-window-of-rows";

interface ListRowsProps {
  scroller: RefObject<HTMLDivElement | null>;
  onHeld: (held: boolean) => void;
}

/** The rows that are seen, of as many as there are. One of them takes the focus; arrows move it. */
export function ListRows({ scroller, onHeld }: ListRowsProps) {
  const t = useTranslations("inbox.list");
  const { list, rows, place, selection, arriving } = useDesk();
  const isLate = useLate(list.isLoading);
  const { focusedId, ...keys } = useRowKeys(scroller);
  const { items, nearEnd } = useWindowOfRows({ rows, focusedId, scroller });
  const openIndex = rows.findIndex((row) => row.id === place.openId);
  useEffect(() => {
    if (nearEnd) list.more();
  }, [nearEnd, list]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [place.query, scroller]);

  const isHeld = (isOver: boolean) => onHeld(isOver || (scroller.current?.scrollTop ?? 0) > 0);
  return (
    <div
      ref={scroller}
      id="list"
      data-pane="list"
      tabIndex={-1}
      className="relative min-h-0 flex-1 overflow-y-auto outline-none overflow-x-hidden overscroll-contain [--row:81px] max-md:[--row:91px]"
      onPointerEnter={({ pointerType }) => isHeld(pointerType === "mouse")}
      onPointerLeave={() => isHeld(false)}
      onScroll={({ currentTarget }) => onHeld(currentTarget.scrollTop > 0 || currentTarget.matches(":hover"))}
    >
      {isLate ? (
        <ListLoading />
      ) : list.failed && rows.length === 0 ? (
        <ListError />
      ) : rows.length === 0 && !list.isLoading ? (
        <NothingHere />
      ) : (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a table cannot hold rows that stand where they scroll to */}
          <div
            role="grid"
            aria-label={t("label")}
            aria-rowcount={list.hasMore ? -1 : rows.length + arriving}
            aria-multiselectable
            className="relative"
            style={{ height: `calc(var(--row) * ${rows.length})` }}
            {...keys}
          >
            {items.map(({ row, index }) => (
              <ConversationRow
                key={row.id}
                row={row}
                index={index}
                isOpen={place.openId === row.id}
                isChecked={selection.checked.has(row.id)}
                hasCheckbox={selection.isOpen}
                isFocusable={focusedId === row.id}
                isNextToOpen={openIndex >= 0 && Math.abs(index - openIndex) === 1}
              />
            ))}
          </div>
          <ListEnd />
        </>
      )}
    </div>
  );
}
