import type { Db } from "@/db/company";
import {
  type Channel,
  type CountedFolder,
  type Counters,
  countUnread,
  listChannels,
  listCountedFolders,
} from "@/db/queries/counters";

export interface Sidebar {
  counters: Counters;
  folders: CountedFolder[];
  channels: Channel[];
}

/** What stands beside the list, with what waits in each place. */
export async function readSidebar(db: Db, employeeId: number): Promise<Sidebar> {
  const [counters, folders, channels] = await Promise.all([
    countUnread(db, employeeId),
    listCountedFolders(db),
    listChannels(db),
  ]);
  return { counters, folders, channels };
}
