import { withCompany } from "@/db/company";
import { openSession } from "@/db/queries/sessions";
import { SESSION_COOKIE, writeSessionToken } from "@/lib/auth/session-cookie";
import { readListPage } from "@/lib/conversations/list-page";
import { readSidebar } from "@/lib/conversations/list-sidebar";
import { readFilter } from "@/lib/conversations/view/list-filter";
import { readConversation } from "@/lib/conversations/view/read-conversation";
import { COMMON_WORD, type Filled } from "./fill-company";

type Request = [name: string, run: () => Promise<unknown>];

/** What the pages read, called in this process. */
export function listQueries(filled: Filled): Request[] {
  const list = (query: string) => () => readListPage(filled, readFilter(query));
  const { companyId, employeeId } = filled;
  const conversation = (id: number) => () =>
    withCompany(companyId, (db) => readConversation(db, { id, employeeId }));
  return [
    ["list", list("")],
    ["list, everything", list("view=all")],
    ["folder", list(`folder=${filled.folderId}`)],
    ["filtered: mine, urgent", list("view=mine&status=urgent")],
    ["filtered: folder, webhook, spam", list(`folder=${filled.folderId}&source=webhook&status=spam`)],
    ["sorted by priority", list("sort=priority")],
    ["sorted by waiting", list("sort=waiting")],
    ["sorted by status", list("view=all&sort=status")],
    ["conversation", conversation(filled.conversationId)],
    ["conversation, the longest", conversation(filled.longConversationId)],
    ["counters", () => withCompany(companyId, (db) => readSidebar(db, employeeId))],
    ...searches(filled).map(([name, words]): Request => [name, list(`q=${encodeURIComponent(words)}`)]),
  ];
}

const searches = ({ rare }: Filled): [string, string][] => [
  ["search, rare word", `${rare} `],
  ["search, common word", `${COMMON_WORD} `],
  ["search, while typing", "comm"],
  ["search, two words", `${COMMON_WORD} facture `],
  ["search, absent word", "introuvable "],
];

/** The same over HTTP, as somebody who is signed in. */
export async function listPages(filled: Filled, origin: string): Promise<Request[]> {
  const cookie = await signIn(filled);
  const get = (path: string) => async () => {
    const answer = await fetch(origin + path, {
      headers: { cookie, accept: "text/html" },
      redirect: "manual",
    });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };
  return [
    ["list page", get("/inbox")],
    ["folder page", get(`/inbox?folder=${filled.folderId}`)],
    ["filtered page", get("/inbox?view=mine&status=urgent")],
    ["conversation page", get(`/inbox/${filled.conversationId}`)],
    ["conversation page, the longest", get(`/inbox/${filled.longConversationId}`)],
    ["list, next page's data", get("/inbox/conversations?view=all")],
    ["counters", get("/inbox/counters")],
    ...searches(filled).map(
      ([name, words]): Request => [name, get(`/inbox/conversations?q=${encodeURIComponent(words)}`)],
    ),
  ];
}

async function signIn({ companyId, employeeId }: Filled): Promise<string> {
  const sessionId = await withCompany(companyId, (db) =>
    openSession(db, { employeeId, userAgent: "benchmark", days: 1 }),
  );
  return `${SESSION_COOKIE}=${await writeSessionToken({ companyId, sessionId })}`;
}
