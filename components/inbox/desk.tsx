"use client";
import clsx from "clsx";
import { type ReactNode, useState } from "react";
import { IntlProvider, useLocale } from "use-intl";
import { NewConversation } from "@/components/conversation/new-conversation";
import type { NewConversationActs } from "@/components/conversation/use-new-conversation";
import { DeskContext } from "./desk-context";
import { DeskDialogs } from "./desk-dialogs";
import { DeskKeys } from "./desk-keys";
import { DeskProvider } from "./desk-provider";
import { ListPane } from "./list-pane";
import { ListWidth } from "./list-width";
import { PhoneBar } from "./phone-bar";
import { Sidebar, type SidebarProps } from "./sidebar";
import { SidebarSheet } from "./sidebar-sheet";
import { SkipLinks } from "./skip-links";
import { TabTitle } from "./tab-title";
import { type DeskStart, useDeskState } from "./use-desk-state";
import { useMinutes } from "./use-minutes";

interface DeskProps extends DeskStart, Omit<SidebarProps, "showShortcuts"> {
  /** In pixels, as this person left it. */
  listWidth: number | undefined;
  writing: NewConversationActs;
  /** The conversation that is open, or that none is. */
  children: ReactNode;
}

/** The three panes. The list stays while conversations come and go beside it. */
export function Desk(props: DeskProps) {
  const locale = useLocale();
  return (
    <IntlProvider locale={locale} now={useMinutes()}>
      <DeskProvider>
        <DeskFloor {...props} />
      </DeskProvider>
    </IntlProvider>
  );
}

function DeskFloor({ children, listWidth, writing, ...props }: DeskProps) {
  const { desk, asking, answered, setHeld } = useDeskState(props);
  const [sheet, setSheet] = useState<"menu" | "shortcuts">();
  const [isReading, close] = [desk.place.openId !== undefined, () => setSheet(undefined)];
  const sidebar = { ...props, showShortcuts: () => setSheet("shortcuts") };
  return (
    <DeskContext value={desk}>
      <SkipLinks isReading={isReading} />
      <TabTitle />
      <DeskKeys showShortcuts={sidebar.showShortcuts} />
      <div className="flex h-dvh overflow-hidden max-md:flex-col">
        <aside
          data-pane="sidebar"
          className="flex w-14 shrink-0 flex-col border-r border-border bg-sidebar max-lg:hidden xl:w-55 2xl:w-60"
        >
          <Sidebar {...sidebar} />
        </aside>
        <main className="contents">
          <ListWidth width={listWidth} isHidden={isReading}>
            <ListPane onMenu={() => setSheet("menu")} onHeld={setHeld} />
          </ListWidth>
          <div
            id="content"
            data-pane="conversation"
            tabIndex={-1}
            className={clsx(
              "flex min-h-0 min-w-0 flex-1 flex-col outline-none",
              !isReading && "max-md:hidden",
            )}
          >
            {children}
          </div>
        </main>
        {!isReading && <PhoneBar onMore={() => setSheet("menu")} />}
      </div>
      <SidebarSheet isOpen={sheet === "menu"} onClose={close} {...sidebar} />
      {desk.place.writing && <NewConversation acts={writing} close={desk.place.stopWriting} />}
      <DeskDialogs
        asking={asking}
        onAnswer={answered}
        areShortcutsOpen={sheet === "shortcuts"}
        onClose={close}
      />
    </DeskContext>
  );
}
