import type { ReactNode } from "react";
import { SettingsNav, type SettingsPageName } from "@/components/settings/settings-nav";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireEmployee();
  const pages: SettingsPageName[] = ["account", "integrations", "folders", "knowledge"];
  if (may(role, "model.manage")) pages.push("model");
  if (may(role, "folders.manage")) pages.push("scoreboard");
  if (may(role, "runs.manage")) pages.push("runs");
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <SettingsNav pages={pages} />
      {children}
    </div>
  );
}
