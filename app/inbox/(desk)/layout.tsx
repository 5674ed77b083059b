import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import {
  assignConversations,
  changeStatus,
  keepOutOfNewsletters,
  markConversations,
  moveConversations,
  removeUpload,
  restoreConversations,
} from "@/app/inbox/actions";
import {
  reachRecipient,
  recallFirstDraft,
  startConversation,
  suggestPeople,
} from "@/app/inbox/new-conversation-actions";
import { chooseLanguage, chooseTheme } from "@/app/locale-actions";
import { signOut } from "@/app/sign-in/actions";
import { Desk } from "@/components/inbox/desk";
import { withCompany } from "@/db/company";
import { listColleagues } from "@/db/queries/employees";
import { may } from "@/lib/auth/permissions";
import { requireEmployee } from "@/lib/auth/session";
import { readListPage } from "@/lib/conversations/list-page";
import { readSidebar } from "@/lib/conversations/list-sidebar";
import { readFilter, writeFilter } from "@/lib/conversations/view/list-filter";
import { readTheme, THEME_COOKIE } from "@/lib/i18n/theme";

const acts = {
  changeStatus,
  assignConversations,
  moveConversations,
  markConversations,
  keepOutOfNewsletters,
  restoreConversations,
};

const writing = { startConversation, suggestPeople, reachRecipient, recallFirstDraft, removeUpload };

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const employee = await requireEmployee();
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const filter = readFilter(asked.get("x-inbox-query") ?? "");
  const [page, [sidebar, employees]] = await Promise.all([
    readListPage(employee, filter),
    withCompany(employee.companyId, (db) =>
      Promise.all([readSidebar(db, employee.employeeId), listColleagues(db)]),
    ),
  ]);
  return (
    <Desk
      me={{ id: employee.employeeId, name: employee.name }}
      company={employee.companyName}
      employees={employees.map(({ id, name }) => ({ id, name }))}
      sidebar={sidebar}
      initial={{ query: writeFilter(filter), page }}
      mayManage={may(employee.role, "integrations.manage")}
      listWidth={Number(jar.get("inbox-list-width")?.value) || undefined}
      theme={readTheme(jar.get(THEME_COOKIE)?.value)}
      acts={acts}
      writing={writing}
      chooseTheme={chooseTheme}
      chooseLanguage={chooseLanguage}
      signOut={signOut}
    >
      {children}
    </Desk>
  );
}
