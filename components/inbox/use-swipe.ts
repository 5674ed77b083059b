"use client";
import { type MouseEvent, type PointerEvent, useRef } from "react";

const BEGINS_AT = 10;
const DONE_AT = 96;

interface Swipe {
  x: number;
  y: number;
  moved: number;
  isSideways: boolean;
}

/** A finger that draws the element to the right far enough does it; less, and it goes back. Scrolling stays scrolling. */
export function useSwipe(onDone: () => void) {
  const swipe = useRef<Swipe | undefined>(undefined);
  const draw = (element: HTMLElement, by: number, isFree: boolean) => {
    element.style.transition = isFree ? "translate 160ms var(--ease-settle)" : "none";
    element.style.translate = by > 0 ? `${by}px 0` : "";
  };
  return {
    onPointerDown: ({ pointerType, clientX, clientY }: PointerEvent) => {
      swipe.current =
        pointerType === "touch" ? { x: clientX, y: clientY, moved: 0, isSideways: false } : undefined;
    },
    onPointerMove: ({ clientX, clientY, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
      const { current } = swipe;
      if (!current) return;
      const [across, down] = [clientX - current.x, Math.abs(clientY - current.y)];
      if (!current.isSideways && (across < BEGINS_AT || across < down * 2)) return;
      if (!current.isSideways) currentTarget.setPointerCapture(pointerId);
      swipe.current = { ...current, moved: across, isSideways: true };
      draw(currentTarget, across, false);
    },
    onPointerUp: ({ currentTarget }: PointerEvent<HTMLElement>) => {
      const isDone = (swipe.current?.moved ?? 0) >= DONE_AT;
      draw(currentTarget, 0, true);
      if (isDone) onDone();
    },
    onPointerCancel: ({ currentTarget }: PointerEvent<HTMLElement>) => {
      swipe.current = undefined;
      draw(currentTarget, 0, true);
    },
    /** What ends a swipe is no click. */
    onClickCapture: (event: MouseEvent) => {
      if (swipe.current?.isSideways) event.stopPropagation();
      if (swipe.current?.isSideways) event.preventDefault();
      swipe.current = undefined;
    },
  };
}
