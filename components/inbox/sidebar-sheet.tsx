"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useDesk } from "./desk-context";
import { Sidebar, type SidebarProps } from "./sidebar";

interface SidebarSheetProps extends SidebarProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The sidebar where it has no room: over the list, gone once a list was chosen. */
export function SidebarSheet({ isOpen, onClose, ...sidebar }: SidebarSheetProps) {
  const t = useTranslations();
  const { place } = useDesk();
  const close = useEffectEvent(onClose);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes it
  useEffect(() => close(), [place.query]);
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-foreground/25 transition-opacity duration-160 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-sidebar/70" />
        <Base.Popup className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[calc(100vw-3rem)] flex-col bg-sidebar pb-[env(safe-area-inset-bottom)] shadow-float transition-transform duration-240 ease-settle outline-none data-ending-style:-translate-x-full data-starting-style:-translate-x-full motion-reduce:transition-none">
          <Base.Title className="sr-only">{t("inbox.sidebar.navigation")}</Base.Title>
          <span className="absolute top-3 right-2 z-1">
            <Base.Close
              render={<IconButton label={t("common.close")} icon={<X aria-hidden />} size="small" />}
            />
          </span>
          <Sidebar {...sidebar} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
