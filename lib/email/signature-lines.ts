import { isBlank, isRule } from "@/lib/email/quote-lines";

const LONGEST_SIGNATURE = 15;
const LONGEST_FOOTER = 25;
const DEVICES =
  "iphone|ipad|ipod|android|blackberry|samsung|galaxy|huawei|xiaomi|redmi|oneplus|wiko|xperia|sony|htc|nokia|lumia|pixel|moto|alcatel|phone|mobile?|mobiltelefon|cell|handy|device|gerät|toestel|appareil|téléphone|portable|smartphone|tablette?|tablet|outlook|mail|mailbox|airmail|spark|yahoo|gmail|proton|windows|verizon|orange|móvil|dispositivo|telemóvel|telefon|puhelime|телефон|почт|ti-85|apple";
const SENT_FROM =
  "sent|get|envoy[ée](?:e|es)?|obtene[zr]|obtenir|t[ée]l[ée]charge[zr]|gesendet|von meinem|diese nachricht wurde|hol|enviado|obtener|obter|inviato|scarica|ottieni|verzonden|verstuurd|download|skickat|hämta|sendt|hent|lähetetty|hanki|wysłan[eo]|pobierz|odesláno|odoslané|отправлено|надіслано|küldve|trimis|gönderildi";
const TAG = new RegExp(`^[\\s<(\\[*_]{0,6}(?:${SENT_FROM})\\s.{0,30}?(?:${DEVICES})`, "iu");
const ASIAN_TAG = /^(?:从我的|從我的|发自我的|發自我的|나의).{1,40}|^.{1,30}から送信$/u;

/** "Sent from my iPhone" and its like: what the mail program wrote below the mail. */
export const isDeviceTag = (line: string): boolean =>
  line.length < 160 && (TAG.test(line) || ASIAN_TAG.test(line));

// RFC 3676 4.3; many programs drop the space.
const isDelimiter = (line: string): boolean => /^\s{0,3}--\s?$/.test(line);

/** A sentence. Somebody may go on writing below a signature. */
const isProse = (line: string): boolean =>
  !isDeviceTag(line) && (line.match(/\p{L}\p{Ll}+(?=[\s,.;!?]|$)/gu)?.length ?? 0) >= 8;

const NOTICE =
  /confiden[tc]i|vertraulich|vertrouwelijk|riservat|privileged|intended (?:recipient|solely)|destinataire|destinatari[oa]|empfänger bestimmt|geadresseerde|poufn|конфиденц|legal notice|disclaimer|think before|avant d['’]imprimer/iu;

/** Where the words end and the signature below them begins; the length of `lines` when there is none. Never 0. */
export function signatureStart(lines: string[]): number {
  let end = lines.length;
  for (let at = end - 1; at > 0; at--) {
    const line = lines[at] ?? "";
    if (isBlank(line)) continue;
    if (!isDeviceTag(line)) break;
    end = at;
  }
  const earliest = Math.max(1, end - LONGEST_SIGNATURE);
  for (let at = end - 1; at >= earliest; at--) {
    if (isProse(lines[at] ?? "")) break;
    if (isDelimiter(lines[at] ?? "") && lines.slice(0, at).some((line) => !isBlank(line))) return at;
  }
  return lines.slice(0, end).some((line) => !isBlank(line)) ? end : lines.length;
}

/** Says whether lines that stand below a quote are only a signature or the footer of a list. */
export function isFooter(lines: string[]): boolean {
  const words = lines.filter((line) => !isBlank(line));
  const [first = ""] = words;
  if (words.every(isDeviceTag)) return true;
  const isMarked = isDelimiter(first) || isRule(first) || /^_{2,}$/.test(first.trim());
  const isNotice = words.some((line) => NOTICE.test(line.slice(0, 500)));
  return isMarked && words.length <= LONGEST_FOOTER && (isNotice || !words.some(isProse));
}
