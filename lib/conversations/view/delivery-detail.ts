/** Why a message was not sent: a sentence of ours (a key under `errors`), the server's own words, or both. */
export interface DeliveryDetail {
  key: string | undefined;
  values: Record<string, string | number>;
  words: string;
}

/** What `delivery_detail` holds when there is a sentence for it; without one it holds the server's words as they are. */
export function writeDeliveryDetail(key: string, values: DeliveryDetail["values"], words = ""): string {
  return JSON.stringify({ key, values, words });
}

export function readDeliveryDetail(detail: string | null): DeliveryDetail {
  if (!detail?.startsWith('{"key":')) return { key: undefined, values: {}, words: detail ?? "" };
  return JSON.parse(detail) as DeliveryDetail;
}
