"use client";
import clsx from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { useDesk } from "./desk-context";
import { SourceIcon } from "./source-icon";
import type { Row } from "./use-list";

interface RowMarkProps {
  row: Row;
  name: string;
  isChecked: boolean;
  hasCheckbox: boolean;
  isNear: boolean;
}

/** The gutter: what is unread, through which channel, and the box that checks the row. */
export function RowMark({ row, isChecked, hasCheckbox, isNear }: RowMarkProps) {
  const t = useTranslations("inbox.list.row");
  const { selection } = useDesk();
  const isBox = isChecked || hasCheckbox;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the row has the focus
    <div role="gridcell" className="relative z-1">
      {/* biome-ignore lint/a11y/useSemanticElements: its box stands in the place of the dot */}
      <button
        type="button"
        role="checkbox"
        aria-checked={isChecked}
        aria-label={t("check", { name: row.customerName })}
        tabIndex={-1}
        onClick={(event) => (event.shiftKey ? selection.extend(row.id) : selection.toggle(row.id))}
        className="group/mark absolute -inset-y-2.5 -right-2 -left-2.5 flex flex-col items-center gap-2 pt-4 -outline-offset-2 max-md:gap-2.5 max-md:pt-[17px]"
      >
        {isBox ? (
          <Box isChecked={isChecked} />
        ) : (
          <>
            <span className={clsx("grid h-2 place-items-center", isNear && "group-hover/mark:hidden")}>
              {row.unread && <span className="size-2 rounded-full border-4 border-primary" />}
            </span>
            {isNear && (
              <span className="-my-[3px] hidden group-hover/mark:grid">
                <Box isChecked={false} />
              </span>
            )}
          </>
        )}
        <SourceIcon
          source={row.source}
          className={clsx("size-3.5! text-subtle-foreground", isBox && "-mt-[3px]")}
        />
      </button>
    </div>
  );
}

function Box({ isChecked }: { isChecked: boolean }) {
  return (
    <span
      className={clsx(
        "-mt-[3px] grid size-3.5 shrink-0 place-items-center rounded-cap border",
        isChecked ? "border-primary bg-primary text-primary-foreground" : "border-input bg-background",
      )}
    >
      {isChecked && <Check className="size-2.5! stroke-[3.5]!" aria-hidden />}
    </span>
  );
}
