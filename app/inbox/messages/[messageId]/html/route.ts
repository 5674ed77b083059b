import { cookies } from "next/headers";
import { findReader, notThere } from "@/app/inbox/private-content";
import { withCompany } from "@/db/company";
import { findMessageHtml } from "@/db/queries/message-contents";
import { getText } from "@/lib/i18n/text";
import { readTheme, THEME_COOKIE } from "@/lib/i18n/theme";
import { readId } from "@/lib/integrations/read-id";
import { FRAME_POLICY, frameDocument } from "@/lib/messages/frame-document";
import { addressOfOutsideImage } from "@/lib/messages/image-proof";

type Context = { params: Promise<{ messageId: string }> };

/**
 * A mail's HTML as a whole document for a frame without scripts. `?images=1` shows images from outside, through our proxy;
 * `?quote=1` unfolds what the mail quotes.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const reader = await findReader();
  if (reader instanceof Response) return reader;
  const { companyId } = reader;
  const messageId = readId((await params).messageId);
  const content = await withCompany(companyId, (db) => findMessageHtml(db, messageId));
  if (!content) return notThere();

  const asked = new URL(request.url).searchParams;
  const { t, locale } = await getText();
  const document = frameDocument({
    ...content,
    locale,
    theme: readTheme((await cookies()).get(THEME_COOKIE)?.value),
    foldLabel: content.quoted && asked.get("quote") !== "1" ? t("inbox.thread.showQuoted") : undefined,
    addressOfImage:
      asked.get("images") === "1" ? (url) => addressOfOutsideImage({ companyId, messageId, url }) : undefined,
  });
  return new Response(document, { headers: HEADERS });
}

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": FRAME_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "private, no-cache",
};
