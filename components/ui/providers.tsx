"use client";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ComponentProps } from "react";
import { IntlProvider } from "use-intl";
import { ToastProvider } from "./toast";

/** Words, tooltips and the toast for everything below. */
export function Providers({ children, ...words }: ComponentProps<typeof IntlProvider>) {
  return (
    <IntlProvider {...words}>
      <Tooltip.Provider>
        <ToastProvider>{children}</ToastProvider>
      </Tooltip.Provider>
    </IntlProvider>
  );
}
