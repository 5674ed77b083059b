"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

interface TooltipProps {
  content: ReactNode;
  /** The element it explains; it must forward its props and ref to the DOM. */
  children: ReactElement;
  side?: "top" | "bottom" | "left" | "right";
}

/** Repeats what the element's accessible name already says: nothing may stand in a tooltip alone. */
export function Tooltip({ content, children, side = "bottom" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={400} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="floats rounded-button! bg-foreground! px-2 py-1 text-meta text-background">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
