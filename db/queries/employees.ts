import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/company";
import { type Employee, employees } from "@/db/schema";

export async function getEmployee(db: Db, id: number): Promise<Employee> {
  const [employee] = await db
    .select()
    .from(employees)
    .where(and(eq(employees.companyId, db.companyId), eq(employees.id, id)));
  if (!employee) throw new Error(`Employee ${id} is not there`);
  return employee;
}

/** Everybody who works here now, by name. */
export async function listColleagues(db: Db): Promise<Pick<Employee, "id" | "name" | "role">[]> {
  return db
    .select({ id: employees.id, name: employees.name, role: employees.role })
    .from(employees)
    .where(and(eq(employees.companyId, db.companyId), isNull(employees.leftAt)))
    .orderBy(asc(employees.name), asc(employees.id));
}

/** Somebody who works here now; undefined for anybody else. */
export async function findColleague(db: Db, id: number): Promise<Pick<Employee, "id" | "name"> | undefined> {
  const [colleague] = await db
    .select({ id: employees.id, name: employees.name })
    .from(employees)
    .where(and(eq(employees.companyId, db.companyId), eq(employees.id, id), isNull(employees.leftAt)));
  return colleague;
}
