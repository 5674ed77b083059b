import { createCompany as insertCompany } from "@/db/across-companies";
import { next } from "./rows";

/** A company of its own, with an owner who has no password. */
export async function createCompany(
  company: { name?: string; locale?: string } = {},
): Promise<{ companyId: number; employeeId: number }> {
  const number = next();
  const { name = `Company ${number}`, locale = "fr" } = company;
  const email = `owner-${number}-${Date.now().toString(36)}@company.test`;
  return insertCompany({ name, locale, owner: { name: "Nadia Ferrand", email, passwordHash: "none" } });
}
