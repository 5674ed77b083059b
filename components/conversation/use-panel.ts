"use client";
import { useState } from "react";

const PANEL_COOKIE = "inbox-panel";

export interface PanelState {
  /** Beside the conversation, on a wide screen. */
  beside: boolean;
  /** Above the conversation, where there is no room beside it. */
  above: boolean;
  showBeside: (shown: boolean) => void;
  showAbove: (shown: boolean) => void;
}

/** Whether the customer is shown. Beside is remembered for the next page; above lasts until it is closed. */
export function usePanel(initial: boolean): PanelState {
  const [beside, setBeside] = useState(initial);
  const [above, showAbove] = useState(false);
  const showBeside = (shown: boolean) => {
    setBeside(shown);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${PANEL_COOKIE}=${shown ? "open" : "closed"}; path=/inbox; max-age=31536000; samesite=lax`;
  };
  return { beside, above, showBeside, showAbove };
}
