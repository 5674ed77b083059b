import { addEmployee, createCompany, findSignIn } from "@/db/across-companies";
import { withCompany } from "@/db/company";
import { listColleagues } from "@/db/queries/employees";
import { insertFolder, listFolders } from "@/db/queries/folders-list";
import { DEMO_ACCOUNT } from "@/lib/auth/demo-account";
import { hashPassword } from "@/lib/auth/passwords";
import { DEMO_FOLDERS } from "./folders";

/** Until this is replaced, the demo was not written to its end and nobody can sign in. */
const UNFINISHED = "unfinished";

export const COLLEAGUES = [
  { name: "Hugo Dubois", email: "hugo@atelierlumen.fr", role: "admin" },
  { name: "Léa Bernard", email: "lea@atelierlumen.fr", role: "employee" },
  { name: "Karim Saïdi", email: "karim@atelierlumen.fr", role: "employee" },
  { name: "Jeanne Morel", email: "jeanne@atelierlumen.fr", role: "employee" },
] as const;

export interface DemoCompany {
  companyId: number;
  /** Everybody's id by their name. */
  employees: Map<string, number>;
}

/** Undefined when the demo was never begun. */
export async function findDemo(): Promise<{ companyId: number; finished: boolean } | undefined> {
  const known = await findSignIn(DEMO_ACCOUNT.email);
  const companyId = known?.employments[0]?.companyId;
  return companyId ? { companyId, finished: known.passwordHash !== UNFINISHED } : undefined;
}

/** Atelier Lumen, its people and its folders; what is there already stays as it is. */
export async function makeCompany(): Promise<DemoCompany> {
  const companyId = (await findDemo())?.companyId ?? (await openCompany());
  await addColleagues(companyId);
  return withCompany(companyId, async (db) => {
    const known = new Set((await listFolders(db)).map((folder) => folder.name));
    for (const folder of DEMO_FOLDERS) if (!known.has(folder.name)) await insertFolder(db, folder);
    const colleagues = await listColleagues(db);
    return { companyId, employees: new Map(colleagues.map(({ name, id }) => [name, id])) };
  });
}

async function openCompany(): Promise<number> {
  const { name, email } = DEMO_ACCOUNT;
  const made = await createCompany({
    name: "Atelier Lumen",
    locale: "fr",
    owner: { name, email, passwordHash: UNFINISHED },
  });
  return made.companyId;
}

async function addColleagues(companyId: number): Promise<void> {
  const passwordHash = await hashPassword(DEMO_ACCOUNT.password);
  for (const colleague of COLLEAGUES) {
    if (!(await findSignIn(colleague.email))) await addEmployee(companyId, { ...colleague, passwordHash });
  }
}
