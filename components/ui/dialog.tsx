"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import clsx from "clsx";
import type { ReactElement, ReactNode } from "react";

interface DialogProps {
  title: string;
  description?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The buttons; the last one does it. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/** Only for what cannot be undone, or what needs a form. Esc and a click beside it close it. */
export function Dialog({
  title,
  description,
  trigger,
  actions,
  children,
  className,
  ...control
}: DialogProps) {
  return (
    <Base.Root {...control}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-foreground/25 transition-opacity duration-160 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-sidebar/70" />
        <Base.Popup
          className={clsx(
            "floats fixed inset-0 z-50 m-auto h-fit max-h-[calc(100dvh-2rem)] w-110 max-w-[calc(100vw-1.5rem)] overflow-y-auto p-5 outline-none",
            className,
          )}
        >
          <Base.Title className="text-subject font-semibold">{title}</Base.Title>
          {description && (
            <Base.Description className="mt-1 text-muted-foreground">{description}</Base.Description>
          )}
          {children && <div className="mt-4">{children}</div>}
          {actions && <div className="mt-5 flex flex-wrap justify-end gap-2">{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A button of the dialog that only closes it. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />;
}
