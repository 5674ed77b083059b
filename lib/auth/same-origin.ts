import { env } from "@/lib/env";

/**
 * False for a request that another site's page made. A browser always sends Origin with a POST; what sends neither it
 * nor Sec-Fetch-Site is no browser, and carries no cookie that it does not mean to.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  if (!origin) return true;
  const ours = [request.headers.get("host"), new URL(env.APP_URL).host];
  return URL.canParse(origin) && ours.includes(new URL(origin).host);
}
