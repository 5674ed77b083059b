"use client";
import { Dialog } from "@base-ui/react/dialog";
import { ChevronLeft, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { CustomerHistory } from "./customer-history";
import { CustomerIdentity } from "./customer-identity";
import { CustomerMerges } from "./customer-merges";
import { Summary } from "./summary";
import type { PanelState } from "./use-panel";

/** Who the customer is: beside the conversation where there is room, above it elsewhere, a page of its own on a phone. */
export function CustomerPanel({ panel }: { panel: PanelState }) {
  const t = useTranslations("inbox.thread");
  return (
    <>
      {panel.beside && (
        <aside
          data-pane="customer"
          tabIndex={-1}
          aria-label={t("customer")}
          className="w-69 shrink-0 overflow-y-auto border-l border-border bg-pane px-4 py-3 outline-none max-[1440px]:hidden 2xl:w-76"
        >
          <PanelContent />
        </aside>
      )}
      <PanelAbove panel={panel} />
    </>
  );
}

function PanelAbove({ panel }: { panel: PanelState }) {
  const t = useTranslations("inbox.thread");
  const common = useTranslations("common");
  return (
    <Dialog.Root open={panel.above} onOpenChange={panel.showAbove}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 min-[1440px]:hidden" />
        <Dialog.Popup className="fixed inset-y-0 right-0 z-50 w-80 overflow-y-auto border-l border-border bg-pane px-4 py-3 shadow-float outline-none transition-[translate,opacity] duration-160 data-ending-style:translate-x-4 data-ending-style:opacity-0 data-starting-style:translate-x-4 data-starting-style:opacity-0 max-md:inset-0 max-md:w-full max-md:border-0 max-md:px-4 max-md:pt-1 min-[1440px]:hidden">
          <div className="flex items-center max-md:-ml-3">
            <Dialog.Close
              aria-label={common("back")}
              className="grid size-11 place-items-center rounded-button text-muted-foreground md:hidden"
            >
              <ChevronLeft className="size-5!" aria-hidden />
            </Dialog.Close>
            <Dialog.Title className="flex-1 text-letter font-semibold max-md:text-bubble">
              {t("customer")}
            </Dialog.Title>
            <Dialog.Close
              aria-label={common("close")}
              className="touchable grid size-7 place-items-center rounded-small text-muted-foreground hover:bg-accent hover:text-foreground max-md:hidden"
            >
              <X aria-hidden />
            </Dialog.Close>
          </div>
          <div className="pt-3">
            <PanelContent />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PanelContent() {
  return (
    <>
      <CustomerIdentity />
      <CustomerMerges />
      <Summary />
      <CustomerHistory />
    </>
  );
}
