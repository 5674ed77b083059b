// RFC 5256 2.1, with the prefixes mail programs write in other languages.
const PREFIX =
  /^\s*(?:(?:re|r[eé]f?|fwd?|tr|aw|wg|sv|vs|antw|r|i|res|enc|rv|odp|pd|回复|转发|答复)(?:\s*\[\d+\])?\s*[:：]|\[[^\]]{1,40}\])\s*/iu;
const ANSWER =
  /^\s*(?:\[[^\]]{1,40}\]\s*)*(?:re|r[eé]f?|aw|sv|vs|antw|r|res|odp|回复|答复)(?:\s*\[\d+\])?\s*[:：]/iu;

const GENERIC = new Set([
  "",
  "facture",
  "commande",
  "question",
  "contact",
  "hello",
  "bonjour",
  "urgent",
  "test",
  "info",
  "demande",
  "order",
  "invoice",
  "help",
  "rdv",
]);

/** The subject without its reply and forward prefixes, in lower case. */
export function baseSubject(subject: string): string {
  let rest = subject;
  for (let next = rest.replace(PREFIX, ""); next !== rest; next = rest.replace(PREFIX, "")) rest = next;
  return rest.replace(/\s+/g, " ").trim().toLowerCase();
}

/** Whether the subject alone may join a mail to an earlier one: it says it is an answer, and to something particular. */
export function mayJoinBySubject(subject: string): boolean {
  return ANSWER.test(subject) && !GENERIC.has(baseSubject(subject));
}
