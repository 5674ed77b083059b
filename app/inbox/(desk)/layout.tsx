import type { ReactNode } from "react";
import { DeskProvider } from "@/components/inbox/desk-provider";
import { requireEmployee } from "@/lib/auth/session";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  await requireEmployee();
  return (
    <DeskProvider>
      <div className="flex h-dvh overflow-hidden">
        <aside className="w-55 shrink-0 bg-sidebar" />
        <section className="w-89 shrink-0 border-x border-border bg-pane" />
        <main id="content" className="flex min-w-0 flex-1 flex-col">
          {children}
        </main>
      </div>
    </DeskProvider>
  );
}
