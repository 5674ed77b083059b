/** How mail programs say "wrote", at the end of the line that stands above a quote. */
export const WROTE = [
  "wrote|writes|a [ée]crit|escribi[óo]|escribe|ha scritto|scrisse|escreveu|va escriure|a scris",
  "schrieb|geschrieben|schreef|geschreven|skrev|skrifaði|kirjoitti|kirjutas|rakstīja|rašė",
  "pisze|napisał(?:\\(a\\)|a)?|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|je napisa[ol](?:\\/la|\\(la\\)|la)?|ezt írta|írta",
  "написал(?:\\(а\\)|а)?|писал(?:\\(а\\)|а)?|пишет|написав|пише|написа|έγραψε|yazdı|כתב(?:\\/ה|ה)?|كتب|đã viết|menulis|เขียน",
  "写道|寫道|님이 작성|작성|のメッセージ|書きました|さんは書きました",
].join("|");

/** The same verbs where the name or the time follows them: "Am 3.5. schrieb Eva:", "Eva schrieb am 3.5.:". */
export const WROTE_BEFORE_NAME =
  "schrieb|schreef|heeft|skrev|hat|napisał(?:\\(a\\)|a)?|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|wrote|a [ée]crit|escribi[óo]|ha scritto|escreveu";

/** Words that open such a line. */
export const OPENINGS =
  "On|At|Le|El|Il|In data|Em|No dia|A|Am|Op|W dniu|Dnia|Den|På|Dne|Dňa|Pada|Vào|Στις|Στο|ב-|Dana|Pe|La data de";

/** The labels of a header block that a mail program copies above what it quotes or forwards, by what they mean. */
export const LABELS = {
  from: "from|de|von|da|van|från|fra|od|lähettäjä|от(?: кого)?|від|exp[ée]diteur|mittente|remitente|remetente|absender|afzender|feladó|de la|kimden|από|מאת|من|发件人|寄件者|寄件人|差出人|보낸 ?사람",
  date: "sent|date|envoy[ée](?: le)?|message du|gesendet(?: am)?|datum|enviad[ao](?: el| em)?|fecha|data|inviato|verzonden|skickat|dato|sendt|lähetetty|päivä(?:ys|määrä)?|дата|отправлено|надіслано|wysłano|odesláno|odoslané|elküldve|dátum|trimis|gönderilen|gönderildi|tarih|ημερομηνία|נשלח|تاريخ|发送时间|发送日期|日期|送信日時|日時|보낸 ?날짜|날짜",
  to: "to|[àa]|an|para|aan|till|til|vastaanottaja|кому|do|komu|címzett|către|kime|προς|אל|إلى|收件人|宛先|받는 ?사람",
  copy: "cc|copie(?: [àa])?|kopie?|kopia|copia|копия|másolat|bilgi|抄送|副本|参照|참조|reply-to|r[ée]pondre [àa]",
  subject:
    "subject|objet|sujet|betreff|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|тема|temat|předmět|predmet|tárgy|subiect|konu|θέμα|נושא|الموضوع|主题|主旨|件名|题目|제목",
};

/** "Original message", between dashes. */
export const ORIGINAL =
  "original (?:message|mail|e-?mail|appointment)|(?:message|mail|e-?mail|courri(?:er|el)) (?:d['’]origine|originale?|initial)|mensaje original|mensagem original|messaggio originale|ursprüngliche nachricht|originalnachricht|original-nachricht|oorspronkelijk bericht|origineel bericht|oprindelig (?:besked|meddelelse)|ursprungligt meddelande|originalmeddelande|opprinnelig melding|alkuperäinen viesti|исходное сообщение|wiadomość oryginalna|(?:oryginalna )?wiadomość|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|orijinal (?:mesaj|ileti)|原始邮件|原始郵件|邮件原件|元のメッセージ|원본 메[시세]지";

/** "Forwarded message", between dashes or as "Begin forwarded message:". */
export const FORWARDED =
  "forwarded (?:message|mail|e-?mail|by)|(?:begin|début du|anfang der) .{0,30}(?:forwarded|transféré|réexpédié|weitergeleitet)\\S*.{0,20}|message (?:transféré|transmis|réexpédié)|courriel transféré|weitergeleitete (?:nachricht|e-?mail)|weitergeleitet von|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|vidarebefordrat (?:meddelande|brev)|videresendt (?:melding|besked|meddelelse)|välitetty viesti|пересланное сообщение|пересылаемое сообщение|(?:przekazana|przesłana dalej) wiadomość|přeposlaná zpráva|továbbított üzenet|iletilmiş mesaj|iletilen (?:mesaj|ileti)|mesaj redirecționat|转发(?:的)?邮件|轉寄郵件|转发信息|転送メッセージ|전달된 메[시세]지";
