"use client";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";
import type { Row } from "./use-list";
import { ONE_PANE, useMedia } from "./use-media";

const [HEIGHT, HEIGHT_ON_PHONE] = [81, 91];
const AHEAD = 15;

interface Windowed {
  rows: Row[];
  focusedId: number | undefined;
  scroller: RefObject<HTMLDivElement | null>;
}

/** The rows around what is seen, and the focused one wherever it is: what has the focus may not vanish. */
export function useWindowOfRows({ rows, focusedId, scroller }: Windowed) {
  const isPhone = useMedia(ONE_PANE);
  const focused = rows.findIndex((row) => row.id === focusedId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? HEIGHT_ON_PHONE : HEIGHT),
    overscan: 6,
    // The server knows no height: enough rows for a tall screen.
    initialRect: { width: 0, height: 1_100 },
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return focused < 0 || seen.includes(focused) ? seen : [...seen, focused].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems().flatMap(({ index }) => {
    const row = rows[index];
    return row ? [{ row, index }] : [];
  });
  return { items, nearEnd: (virtual.range?.endIndex ?? 0) > rows.length - AHEAD };
}
