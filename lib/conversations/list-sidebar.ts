import type { Db } from "@/db/company";
import {
  type Channel,
  type CountedFolder,
  type Counters,
  countUnread,
  listChannels,
  listCountedFolders,
} from "@/db/queries/counters";
import { findStop } from "@/db/queries/model-settings";
import { env } from "@/lib/env";
import { consentNotice } from "@/lib/oauth/consent-notice";

type Consent = NonNullable<Channel["consent"]> & { ending: { announced: number; days: number } | null };

/** `simulated`: in the demo, a stand-in plays its provider. */
export type ShownChannel = Omit<Channel, "local" | "consent"> & {
  simulated: boolean;
  consent: Consent | null;
};

export interface Sidebar {
  counters: Counters;
  folders: CountedFolder[];
  channels: ShownChannel[];
  /** Nothing is sent by machine since `at`; `by` is who stopped it. */
  stop: { at: string; by: string | null } | null;
}

/** What stands beside the list, with what waits in each place. */
export async function readSidebar(db: Db, employeeId: number): Promise<Sidebar> {
  const [counters, folders, channels, stop] = await Promise.all([
    countUnread(db, employeeId),
    listCountedFolders(db),
    listChannels(db),
    findStop(db),
  ]);
  return {
    counters,
    folders,
    channels: channels.map(show),
    stop: stop ? { at: stop.stoppedAt.toISOString(), by: stop.stoppedBy } : null,
  };
}

const show = ({ local, consent, ...channel }: Channel): ShownChannel => ({
  ...channel,
  simulated: env.INBOX_DEMO && local,
  consent: consent && { ...consent, ending: endingOf(consent) },
});

function endingOf(consent: NonNullable<Channel["consent"]>): Consent["ending"] {
  const notice = consent.isLost ? undefined : consentNotice({ settings: { oauth: consent } });
  return notice?.is === "ending" ? { announced: notice.announced, days: notice.days } : null;
}
