import { expect, test } from "vitest";
import { DatabaseInUse, seedDemo } from "@/db/seed";
import { findDemo } from "@/db/seed/company";
import { startDemoWorld } from "../support/demo-world";
import { createCompany } from "../support/factories/company";

test("a demo, whose password is known, is not written beside a real company", async () => {
  await createCompany({ name: "A real company" });
  const world = await startDemoWorld();
  await expect(seedDemo(world)).rejects.toThrow(DatabaseInUse);
  expect(await findDemo()).toBeUndefined();
  await world.close();
});
