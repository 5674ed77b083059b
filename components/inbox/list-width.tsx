"use client";
import clsx from "clsx";
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
  useState,
} from "react";
import { useTranslations } from "use-intl";

const [LEAST, USUAL, MOST, STEP] = [300, 356, 480, 20];
const A_YEAR = 365 * 24 * 60 * 60;

interface ListWidthProps {
  width: number | undefined;
  /** On a phone, while a conversation is read. */
  isHidden: boolean;
  children: ReactNode;
}

/** The pane of the list, whose edge can be dragged; the width is kept in a cookie, so that the server draws it right. */
export function ListWidth({ width, isHidden, children }: ListWidthProps) {
  const t = useTranslations("inbox.desk");
  const pane = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(width);
  const choose = (next: number | undefined) => {
    const fits = next && Math.round(Math.min(MOST, Math.max(LEAST, next)));
    setChosen(fits);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `inbox-list-width=${fits ?? ""}; path=/inbox; samesite=lax; max-age=${fits ? A_YEAR : 0}`;
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    choose(event.clientX - (pane.current?.getBoundingClientRect().left ?? 0));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step) choose((chosen ?? pane.current?.offsetWidth ?? USUAL) + step);
  };
  return (
    <div
      ref={pane}
      style={{ "--list": chosen && `${chosen}px` } as CSSProperties}
      className={clsx(
        "relative flex min-h-0 shrink-0 flex-col border-border bg-pane max-md:flex-1 md:w-76 md:border-r lg:w-84 xl:w-[var(--list,356px)] 2xl:w-[var(--list,400px)]",
        isHidden && "max-md:hidden",
      )}
    >
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr> */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={t("resize")}
        aria-valuenow={chosen ?? USUAL}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDoubleClick={() => choose(undefined)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize max-xl:hidden hover:before:absolute hover:before:inset-y-0 hover:before:left-[3px] hover:before:w-0.5 hover:before:bg-primary-line"
      />
    </div>
  );
}
