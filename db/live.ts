import { LIVE_CHANNEL } from "./company";
import { app } from "./connection";

/** Conversations that changed in a company; none named means: read everything again. */
export interface Notice {
  companyId: number;
  conversationIds: number[];
}

/**
 * Hears every company's notices on one connection of its own, for as long as the process lives. `onGap` is called when
 * it listens again after the connection was lost, because what was said in between is not known.
 */
export async function hearNotices(onNotice: (notice: Notice) => void, onGap: () => void): Promise<void> {
  let before = false;
  await app().sql.listen(
    LIVE_CHANNEL,
    (said) => onNotice(JSON.parse(said) as Notice),
    () => {
      if (before) onGap();
      before = true;
    },
  );
}
