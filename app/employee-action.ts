import "server-only";
import type { z } from "zod";
import { type ActionResult, refusalOf } from "@/app/action-result";
import { type Db, withCompany } from "@/db/company";
import { announce as announceEvents } from "@/inngest/announce";
import { checkPermission, type Permission } from "@/lib/auth/permissions";
import { requireEmployee, type SignedInEmployee } from "@/lib/auth/session";

export type Action<Input, Value> = (input: Input) => Promise<ActionResult<Value>>;

type Announced = Parameters<typeof announceEvents>[1][number];

interface ActionPlan<Schema extends z.ZodType, Value> {
  /** A refusal's message is a key under `errors`. */
  input: Schema;
  permission: Permission;
  run: (db: Db, input: z.output<Schema>, employee: SignedInEmployee) => Promise<Value>;
  /** What others must hear of; told in the same transaction as `run`. */
  announce?: (value: Value, employee: SignedInEmployee) => Announced | Announced[] | undefined;
}

/**
 * A server action of somebody who is signed in: checks who asks, what they may and what they sent, then runs in one
 * transaction of their company. An AppError becomes a sentence; anything else crashes upwards.
 */
export function employeeAction<Schema extends z.ZodType, Value>(
  plan: ActionPlan<Schema, Value>,
): Action<z.input<Schema>, Value> {
  return outsideAction({
    ...plan,
    run: (input, employee) =>
      withCompany(employee.companyId, async (db) => {
        const value = await plan.run(db, input, employee);
        const events = plan.announce?.(value, employee);
        if (events) await announceEvents(db, [events].flat());
        return value;
      }),
  });
}

interface KnownPlan {
  input: z.ZodType;
  permission: Permission;
}

const plans = new WeakMap<object, KnownPlan>();

/** What an action made here accepts, and from whom; undefined for a function that asks nobody who they are. */
export const planOf = (action: object): KnownPlan | undefined => plans.get(action);

interface OutsidePlan<Schema extends z.ZodType, Value> {
  input: Schema;
  permission: Permission;
  run: (input: z.output<Schema>, employee: SignedInEmployee) => Promise<Value>;
}

/** The same for what talks to the outside: no transaction is open around `run`, which opens its own. */
export function outsideAction<Schema extends z.ZodType, Value>(
  plan: OutsidePlan<Schema, Value>,
): Action<z.input<Schema>, Value> {
  const action: Action<z.input<Schema>, Value> = async (raw) => {
    const employee = await requireEmployee();
    try {
      checkPermission(employee.role, plan.permission);
      const input = plan.input.safeParse(raw);
      if (!input.success) return refusalOf(input.error, employee.locale);
      return { ok: true, value: await plan.run(input.data, employee) };
    } catch (error) {
      return refusalOf(error, employee.locale);
    }
  };
  plans.set(action, { input: plan.input, permission: plan.permission });
  return action;
}
