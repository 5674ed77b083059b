import { withCompany } from "@/db/company";
import { attachMedia, settleMedia } from "@/db/queries/channel-media";
import { findEvent, planMedia } from "@/db/queries/inbound-events";
import { getIntegration } from "@/db/queries/integrations";
import { findMessage } from "@/db/queries/messages";
import { attachmentOf } from "@/lib/email/attachments";
import { files } from "@/lib/files/store";
import { readVonageAccess } from "@/lib/integrations/vonage-access";
import { type DownloadedMedia, downloadMedia } from "@/lib/vonage/download-media";

// Vonage keeps a file for 48 hours.
const KEPT_FOR_MS = 48 * 60 * 60 * 1000;

export type FetchedMedia = "stored" | "lost" | "refused" | "later" | "none";

/**
 * Fetches the file of a message and makes it an attachment. What cannot be had now is planned for later, less and less often,
 * until the provider does not keep it any more. "none": nobody waits for it.
 */
export async function fetchMedia(companyId: number, eventId: number): Promise<FetchedMedia> {
  const wanted = await withCompany(companyId, async (db) => {
    const event = await findEvent(db, eventId);
    const message = event?.mediaDueAt ? await findMessage(db, event.messageId ?? 0) : undefined;
    const media = message?.content?.media;
    if (!event || !message || media?.state !== "wanted") return undefined;
    return { event, message, media, integration: await getIntegration(db, event.integrationId) };
  });
  if (!wanted) return "none";
  const { event, message, media, integration } = wanted;
  const downloaded = await downloadMedia(readVonageAccess(integration), media.url);
  const age = Date.now() - event.receivedAt.getTime();
  if (downloaded.outcome === "later" && age < KEPT_FOR_MS) {
    await withCompany(companyId, (db) => planMedia(db, eventId, laterThan(age)));
    return "later";
  }
  return settle(companyId, { eventId, messageId: message.id, name: media.name }, downloaded);
}

const [SOONEST_MS, LATEST_MS] = [60_000, 60 * 60_000];
const laterThan = (age: number) => new Date(Date.now() + Math.min(Math.max(age, SOONEST_MS), LATEST_MS));

interface Waiting {
  eventId: number;
  messageId: number;
  name: string;
}

async function settle(
  companyId: number,
  waiting: Waiting,
  downloaded: DownloadedMedia,
): Promise<FetchedMedia> {
  const { eventId, messageId, name } = waiting;
  if (downloaded.outcome !== "file") {
    const state = downloaded.outcome === "refused" ? "refused" : "lost";
    await withCompany(companyId, async (db) => {
      await settleMedia(db, messageId, state);
      await planMedia(db, eventId, null);
    });
    return state;
  }
  const part = { name, declaredType: downloaded.type, contentId: null, content: downloaded.content };
  const { content, ...file } = await attachmentOf(part, null);
  const fileKey = await files().putFile(companyId, content);
  const isFirst = await withCompany(companyId, async (db) => {
    const isFirst = await settleMedia(db, messageId, "stored");
    if (isFirst) await attachMedia(db, messageId, { ...file, fileKey });
    await planMedia(db, eventId, null);
    return isFirst;
  });
  if (!isFirst) await files().deleteFile(fileKey);
  return "stored";
}
