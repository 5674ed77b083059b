import type { Source } from "@/db/schema";

/** True where people write in bubbles; a webhook's messages are letters. */
export const isChatSource = (source: Source): boolean => source === "sms" || source === "whatsapp";
