const MB = 1024 * 1024;

/** What WhatsApp takes of each type of file, in bytes. */
export const MEDIA_AT_MOST = { image: 5 * MB, audio: 16 * MB, video: 16 * MB, file: 100 * MB };
/** What a webhook's callback is sent of files together, in bytes. */
export const CALLBACK_FILES_AT_MOST = 10 * MB;
export type SentMedia = keyof typeof MEDIA_AT_MOST;

// Others of these kinds travel as documents.
const SHOWN: Record<string, SentMedia> = {
  "image/jpeg": "image",
  "image/png": "image",
  "audio/aac": "audio",
  "audio/mp4": "audio",
  "audio/mpeg": "audio",
  "audio/ogg": "audio",
  "audio/amr": "audio",
  "video/mp4": "video",
  "video/3gpp": "video",
};

/** As what WhatsApp sends a file of this media type. */
export const mediaTypeOf = (type: string): SentMedia =>
  Object.hasOwn(SHOWN, type) ? (SHOWN[type] ?? "file") : "file";
