import type { Db } from "@/db/company";
import { getCompany } from "@/db/queries/companies";
import { findFolder } from "@/db/queries/folders-list";
import { findModelSettings } from "@/db/queries/model-settings";
import { readModelState } from "@/lib/model/model-state";
import { isRehearsed } from "@/lib/rehearsal/is-rehearsed";
import { type ReplyPolicy, USUAL_CAPS } from "./reply-circumstances";

const USUAL_FILING_THRESHOLD = 75;

/** How a folder answers, as it and its company are set; without a folder it does not. */
export async function readReplyPolicy(db: Db, folderId: number | null): Promise<ReplyPolicy> {
  const [company, settings, state, folder] = await Promise.all([
    getCompany(db),
    findModelSettings(db),
    readModelState(db),
    folderId === null ? undefined : findFolder(db, folderId),
  ]);
  return {
    mode: folder?.autoReply ?? "off",
    replyHours: folder?.replyHours ?? "always",
    openingHours: settings?.openingHours ?? null,
    timeZone: company.timeZone,
    sendThreshold: folder?.sendThreshold ?? 100,
    filingThreshold: settings?.filingThreshold ?? USUAL_FILING_THRESHOLD,
    caps: { ...USUAL_CAPS, ...settings?.caps },
    hasPrompt: (settings?.prompt ?? "").trim() !== "",
    isStopped: state.stopped,
    modelOff: state.because,
    isRehearsed: folder?.autoReply === "automatic" && (await isRehearsed(db, folder)),
  };
}
