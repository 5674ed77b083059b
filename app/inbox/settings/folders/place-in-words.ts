import type { getText } from "@/lib/i18n/text";

type Translate = Awaited<ReturnType<typeof getText>>["t"];

/** Who decides before the folder: "3e sur 8. Les dossiers placés avant décident d’abord." */
export function placeInWords(place: { position: number; count: number }, t: Translate): string {
  return t(place.position > 1 ? "settings.folder.place" : "settings.folder.first", place);
}
