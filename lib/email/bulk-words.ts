const UNSUBSCRIBE =
  /unsubscri|opt[- ]?out|(?:stop|no longer|don't (?:want|wish) to) receiv\w+ (?:these|this|future|our|e-?mails)|(?:remove|removed) (?:from|me)|leave[- ](?:the |this )?list|manage (?:your )?(?:email )?(?:preferences|subscription)|(?:e-?mail|subscription) preferences|d[ée]sabonn|d[ée]sinscri|ne plus recevoir|g[ée]rer (?:vos|mes) pr[ée]f[ée]rences|abbestell|abmelden|austragen|newsletter.{0,20}abmeld|darse de baja|cancelar (?:la )?(?:suscripci|subscri|inscri)|dar de baja|disiscri|annulla(?:re)? (?:l['’])?iscrizione|afmelden|uitschrijven|avprenumer|avregistrer|afmeld|wypisz|отписа|abonelikten|退订|退訂|配信停止|購読解除|구독 ?취소|수신 ?거부/iu;

const IN_BROWSER =
  /(?:view|read|see|open) (?:this |it |the )?(?:e-?mail|message|newsletter)?.{0,20}(?:in|on|with) (?:your|a|the)?.{0,3}(?:web ?)?browser|(?:view|read) online|web version|(?:can(?:no|')t|trouble|problems?) (?:see|view|read)\w* (?:this|the)? ?(?:e-?mail|message|newsletter)|version en ligne|(?:voir|lire|visualise[rz]|consulte[rz]).{0,30}(?:navigateur|en ligne)|ce (?:mail|message|courriel) ne s['’]affiche|im browser (?:anzeigen|ansehen|öffnen)|online[- ]version|ver (?:en|no) (?:el )?navegador|visualizza (?:nel|online)|bekijk.{0,20}(?:online|browser)/iu;

const NEWS =
  /news ?letter|\bnewsflash\b|\binfo-?lettre\b|\blettre d['’]info|\bbulletin\b|\bdigest\b|\brundbrief\b|\bbolet[ií]n\b|\bnieuwsbrief\b|\bweekly\b|\bdaily\b|\bhebdo|\bmonthly\b|\bissue (?:#|no|\d)|\btips?\b.{0,20}\bweek\b|\bvol(?:ume)?\.? ?\d/iu;

const TRANSACTION =
  /\b(?:orders?|your (?:booking|account|receipt|reservation|payment|purchase|ticket|trip|itinerary|domain|registration|renewal|delivery|parcel|subscription)|invoice|receipt|payment|shipp(?:ed|ing|ment)|dispatch(?:ed)?|deliver(?:y|ed)|refund|password|reset|verif(?:y|ication)|confirm(?:ation|ed)?|itinerary|reservation|e-?ticket|renewal|expir(?:es?|ed|ing|ation)|security alert|sign[- ]?in|log[- ]?in|appointment)\b|\bcommandes?\b|\bfactures?\b|\bre[çc]u\b|\bpaiement|\blivraison|\bcolis\b|\bexp[ée]di[ée]|\bremboursement|\bmot de passe|\br[ée]servation|\bconfirmation|\brendez-vous|\bbillet|\b[ée]ch[ée]ance|\bdevis\b|\bv[ée]rifi(?:er|cation)|\bbestell(?:ung|bestätigung)|\brechnung|\bversand|\blieferung|\bpasswort|\bbuchung|\btermin\b|\bpedido|\bfactura|\bpago\b|\bcontraseña|\breserva\b|\bordine\b|\bfattura|\bspedizione|\bbestelling|\bfactuur|\bnew (?:message|comment|reply|inquiry|enquiry|review|lead)|sent you a message|\bnouve(?:au|l|lle) (?:message|avis|commentaire|contact)|vous a (?:écrit|répondu|envoyé)|\bvotre (?:annonce|demande|compte|abonnement)\b|\bdemande de (?:contact|devis|renseignement)|\b(?:inquiry|enquiry)\b/iu;

/** The subject of an answer that a machine gives while somebody is away. */
export const AWAY =
  /^(?:re ?: ?)?(?:\[[^\]]{0,40}\] ?)?(?:auto(?:matic|matische|matisch|mated|[- ])? ?(?:re(?:ply|sponse)|antwort|svar)|automatisch(?:e|es)? (?:antwort|antwoord)|out of (?:the )?office|away from (?:my|the) (?:office|mail)|on (?:vacation|holiday|leave)\s*(?:$|[-:,])|r[ée]ponse automatique|absen(?:ce|te?) (?:du|au) bureau|message d['’]absence|cong[ée]s? :|abwesenheit|abwesend|respuesta autom|fuera de la oficina|ausente(?: do escritório)?$|resposta autom|risposta automatica|fuori (?:sede|ufficio)|afwezig(?:heid|$)|autosvar|frånvaro|fravær|automaattinen|автоответ|odpowied[źz] automatyczna|自動(?:返信|応答)|自动回复|不在)/iu;

const NO_REPLY =
  /(?:do not|don't|cannot|can't|not) (?:directly )?(?:reply|respond|answer)(?:ing)? (?:directly )?(?:to|or)|replies (?:to this|are not)|(?:unmonitored|not monitored)|automatic(?:ally)? (?:generated|sent)|auto-?generated|ne (?:pas|peut) (?:y )?r[ée]pondre|(?:généré|envoyé)e? automatiquement|(?:message|mail|courriel) automatique|nicht (?:direkt )?(?:auf diese|antworten)|automatisch (?:generiert|erstellt|versendet)|no responda|generado automáticamente|non rispondere|generat[oa] automaticamente|niet (?:te )?beantwoorden|não responda/iu;

const SEARCHED = 200_000;

/** What the words of a mail say about its kind. Hints, each of them weak. */
export type BulkWords = {
  unsubscribe: boolean;
  browser: boolean;
  news: boolean;
  transaction: boolean;
  away: boolean;
  noReply: boolean;
};

export function readBulkWords({
  subject,
  text,
  html,
}: {
  subject: string;
  text: string;
  html: string | null;
}): BulkWords {
  const body = edgesOf(text);
  return {
    unsubscribe: UNSUBSCRIBE.test(body) || (html !== null && UNSUBSCRIBE.test(linksOf(html))),
    browser:
      leadsSomewhere(html ?? text) &&
      (IN_BROWSER.test(body.slice(0, 5_000)) || (body.length > 5_000 && IN_BROWSER.test(body.slice(-5_000)))),
    news: NEWS.test(subject),
    transaction: TRANSACTION.test(subject),
    noReply: NO_REPLY.test(body),
    away: AWAY.test(subject.trim()),
  };
}

const leadsSomewhere = (source: string) => source.includes("http") || source.includes("www.");

/** Such words stand at the top or the bottom. */
const edgesOf = (text: string) =>
  text.length > 12_000 ? `${text.slice(0, 4_000)}\n${text.slice(-8_000)}` : text;

function linksOf(html: string): string {
  const addresses = html.slice(-SEARCHED).match(/href\s*=\s*["']?[^"'\s>]{1,500}/gi) ?? [];
  return addresses.slice(-200).join("\n");
}
