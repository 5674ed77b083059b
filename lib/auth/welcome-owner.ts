import "server-only";
import { createFirstCompany, findFirstCompanyId } from "@/db/across-companies";
import { AppError } from "@/lib/errors";
import type { Locale } from "@/lib/i18n/locale";
import { hashPassword } from "./passwords";
import { normalizeEmail } from "./sign-in";

interface FirstOwner {
  company: string;
  name: string;
  email: string;
  password: string;
  locale: Locale;
}

/** Makes the company of a new installation and its owner. Refuses once there is one. */
export async function welcomeOwner({ company, name, email, password, locale }: FirstOwner): Promise<void> {
  if (await findFirstCompanyId()) throw new AppError("CONFLICT", "companyExists");
  const owner = { name, email: normalizeEmail(email), passwordHash: await hashPassword(password) };
  const made = await createFirstCompany({ name: company, locale, owner });
  if (!made) throw new AppError("CONFLICT", "companyExists");
}
