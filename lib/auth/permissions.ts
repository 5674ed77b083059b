import type { Role } from "@/db/schema";
import { AppError } from "@/lib/errors";

const EVERYBODY: readonly Role[] = ["owner", "admin", "employee"];
const ADMINS: readonly Role[] = ["owner", "admin"];

/** Who may do what. A right that is not listed does not exist. */
const ALLOWED = {
  "account.manage": EVERYBODY,
  "conversations.read": EVERYBODY,
  "conversations.write": EVERYBODY,
  "conversations.reply": EVERYBODY,
  "integrations.read": EVERYBODY,
  "integrations.sync": EVERYBODY,
  "integrations.manage": ADMINS,
  "folders.manage": ADMINS,
  "model.manage": ADMINS,
  "knowledge.read": EVERYBODY,
  "knowledge.manage": ADMINS,
  "runs.manage": ADMINS,
} satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

export const may = (role: Role, permission: Permission): boolean => ALLOWED[permission].includes(role);

/** Refuses, with a sentence for the person, what their role does not allow. */
export function checkPermission(role: Role, permission: Permission): void {
  if (!may(role, permission)) throw new AppError("FORBIDDEN", "notAllowed");
}
