import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { createTranslator } from "use-intl/core";
import { catalogues } from "./catalogue";
import { createFormat } from "./format";
import { chooseLocale, LOCALE_COOKIE } from "./locale";

/** The language of this request: the cookie, else the browser's, else French. */
export const getLocale = cache(async () =>
  chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get("accept-language")),
);

/** Until a company has said where it is. */
export const DEFAULT_TIME_ZONE = "Europe/Paris";

/**
 * The words of this request. `t` takes whole keys ("settings.account.title"); `format` writes dates in `timeZone`,
 * the company's where it is known.
 */
export async function getText(timeZone = DEFAULT_TIME_ZONE) {
  const locale = await getLocale();
  const t = createTranslator({ locale, messages: catalogues[locale], timeZone });
  return { t, locale, format: createFormat({ locale, timeZone, now: new Date() }) };
}
