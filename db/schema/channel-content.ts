/** What a message of a channel holds besides its text; each kind of it has one key. Ids of others are the provider's. */
export interface ChannelContent {
  repliesTo?: string;
  media?: ChannelMedia;
  location?: { latitude: number; longitude: number; name: string; address: string };
  contacts?: { name: string; organization: string; phones: string[]; emails: string[] }[];
  /** An emoji on another message; null takes it back. */
  reaction?: { emoji: string | null; to: string };
  /** A button or a line of a list that we offered and the customer chose. */
  choice?: { id: string; title: string };
  template?: { name: string; language: string; parameters: string[] };
  /** A long SMS of which not everything came. */
  parts?: { total: number; missing: number[] };
  /** Of an SMS of ours, once its provider told what it cost. */
  price?: SmsPrice;
  /** A kind nobody here knows yet, in the JSON it came in. */
  unsupported?: { type: string; raw: string };
}

/** What one part of an SMS costs, in units of the currency ("EUR"), not in cents. */
export interface SmsPrice {
  amount: number;
  currency: string;
}

export const MEDIA_TYPES = ["image", "audio", "video", "file", "sticker"] as const;

/** `wanted` until its file is an attachment; `lost`: the provider does not have it any more; `refused`: too large. */
export interface ChannelMedia {
  type: (typeof MEDIA_TYPES)[number];
  url: string;
  name: string;
  state: "wanted" | "stored" | "lost" | "refused";
}
