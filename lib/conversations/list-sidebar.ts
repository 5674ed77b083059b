import type { Db } from "@/db/company";
import {
  type Channel,
  type CountedFolder,
  type Counters,
  countUnread,
  listChannels,
  listCountedFolders,
} from "@/db/queries/counters";
import { env } from "@/lib/env";

/** `simulated`: in the demo, a stand-in plays its provider. */
export type ShownChannel = Omit<Channel, "local"> & { simulated: boolean };

export interface Sidebar {
  counters: Counters;
  folders: CountedFolder[];
  channels: ShownChannel[];
}

/** What stands beside the list, with what waits in each place. */
export async function readSidebar(db: Db, employeeId: number): Promise<Sidebar> {
  const [counters, folders, channels] = await Promise.all([
    countUnread(db, employeeId),
    listCountedFolders(db),
    listChannels(db),
  ]);
  const shown = channels.map(({ local, ...channel }) => ({ ...channel, simulated: env.INBOX_DEMO && local }));
  return { counters, folders, channels: shown };
}
