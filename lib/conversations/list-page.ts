import { withCompany } from "@/db/company";
import { limitTime, listConversations } from "@/db/queries/conversation-list";
import { showPhone } from "@/lib/customers/phone";
import type { FoundConversation } from "@/lib/search/search-conversations";
import { searchConversations } from "@/lib/search/search-conversations";
import type { ListFilter } from "./view/list-filter";

export interface ListPage {
  rows: FoundConversation[];
  /** What to ask for the page after this one; null at the end. */
  next: string | null;
  /** A search that only looked at the newest messages. */
  newestOnly: boolean;
}

interface Reader {
  companyId: number;
  employeeId: number;
}

const MILLISECONDS = 2_000;

/** One page of the list as somebody sees it: filtered and sorted, or searched when something is searched for. */
export async function readListPage(
  { companyId, employeeId }: Reader,
  filter: ListFilter,
  cursor?: string,
): Promise<ListPage> {
  if (filter.q) return showNames(await searchConversations(companyId, { filter, employeeId, cursor }));
  const page = await withCompany(companyId, async (db) => {
    const [page] = await Promise.all([
      listConversations(db, { filter, employeeId, cursor }),
      limitTime(db, MILLISECONDS),
    ]);
    return page;
  });
  return showNames({ ...page, newestOnly: false });
}

/** Whoever is only a number is called by it as people read it. */
const showNames = (page: ListPage): ListPage => ({
  ...page,
  rows: page.rows.map((row) => ({ ...row, customerName: showPhone(row.customerName) })),
});
