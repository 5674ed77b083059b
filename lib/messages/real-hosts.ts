const LINK = /<a ([^>]{0,8000})>([^<>]{4,200})<\/a>/g;
const ADDRESS = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/:?#]\S*)?$/iu;

/**
 * Sanitised HTML in which a link whose text is the address of another site is followed by where it really goes:
 * "www.bank.example (→ evil.example)".
 */
export function showRealHosts(html: string): string {
  return html.replace(LINK, (link, attributes: string, text: string) => {
    const host = hostOf(/(?:^| )href="([^"]*)"/.exec(attributes)?.[1] ?? "");
    const [, shown = ""] = ADDRESS.exec(text.replaceAll("&amp;", "&").trim()) ?? [];
    if (!host || !shown || isSameSite(host, shown)) return link;
    return `${link} <span class="host" dir="ltr">(→ ${host})</span>`;
  });
}

function hostOf(href: string): string {
  const address = href.replaceAll("&amp;", "&");
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return "";
  return new URL(address).hostname.replace(/[^\p{L}\p{N}.:[\]-]/gu, "");
}

function isSameSite(host: string, shown: string): boolean {
  const named = URL.canParse(`https://${shown}`) ? new URL(`https://${shown}`).hostname : shown.toLowerCase();
  const siteOf = (name: string) => name.split(".").slice(-2).join(".");
  return (
    named === host ||
    host.endsWith(`.${named}`) ||
    (siteOf(named) === siteOf(host) && siteOf(host).length > 6)
  );
}
