"use server";
import { z } from "zod";
import { type ActionResult, refusalOf } from "@/app/action-result";
import { passwordRule } from "@/lib/auth/password-rule";
import { welcomeOwner } from "@/lib/auth/welcome-owner";
import { getLocale } from "@/lib/i18n/text";

const FirstCompany = z.object({
  company: z.string().trim().min(1, "required").max(120, "invalid"),
  name: z.string().trim().min(1, "required").max(120, "invalid"),
  email: z.email("emailInvalid").max(254, "emailInvalid"),
  password: passwordRule,
});

/** Open to everybody, and only until there is a company. */
export async function makeFirstCompany(raw: z.input<typeof FirstCompany>): Promise<ActionResult<null>> {
  const locale = await getLocale();
  const given = FirstCompany.safeParse(raw);
  if (!given.success) return refusalOf(given.error, locale);
  try {
    await welcomeOwner({ ...given.data, locale });
    return { ok: true, value: null };
  } catch (error) {
    return refusalOf(error, locale);
  }
}
