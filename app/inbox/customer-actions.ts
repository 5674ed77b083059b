"use server";
import { refresh } from "next/cache";
import { z } from "zod";
import { employeeAction } from "@/app/employee-action";
import { findCustomers as find } from "@/lib/customers/find-customers";
import { mergeCustomers as merge } from "@/lib/customers/merge-customers";
import { splitCustomers as split } from "@/lib/customers/split-customers";
import { suggestTwins as suggest } from "@/lib/customers/suggest-twins";

const id = z.int().positive();

export const suggestTwins = employeeAction({
  input: z.object({ customerId: id }),
  permission: "conversations.read",
  run: (db, { customerId }) => suggest(db, customerId),
});

/** Other customers whom a text may mean. */
export const findCustomers = employeeAction({
  input: z.object({ exceptId: id, text: z.string().trim().min(1, "invalid").max(200, "invalid") }),
  permission: "conversations.read",
  run: (db, asked) => find(db, asked),
});

/** Gives the id by which `splitCustomers` takes it back. */
export const mergeCustomers = employeeAction({
  input: z.object({ keptId: id, mergedId: id }),
  permission: "conversations.write",
  run: async (db, asked, { employeeId }) => {
    const activityId = await merge(db, { ...asked, employeeId });
    refresh();
    return activityId;
  },
});

export const splitCustomers = employeeAction({
  input: z.object({ activityId: id }),
  permission: "conversations.write",
  run: async (db, { activityId }, { employeeId }) => {
    await split(db, { activityId, employeeId });
    refresh();
    return null;
  },
});
