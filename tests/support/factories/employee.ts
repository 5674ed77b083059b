import { addEmployee } from "@/db/across-companies";
import type { Role } from "@/db/schema";
import { next } from "./rows";

export async function createEmployee(
  companyId: number,
  employee: { name?: string; email?: string; role?: Role; passwordHash?: string } = {},
): Promise<number> {
  const email = `employee-${next()}-${Date.now().toString(36)}@company.test`;
  const usual = { name: "Hugo Dubois", email, role: "employee" as const, passwordHash: "none" };
  return addEmployee(companyId, { ...usual, ...employee });
}
