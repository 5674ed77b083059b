/** A program of its own: it lives beside the web server, holds the demo's mailboxes and telephones, and ends when the launcher does. */
process.once("disconnect", () => process.exit());
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);

const { startDemoWorld } = await import("@/tests/support/demo-world");
const { DatabaseInUse, seedDemo } = await import("@/db/seed");
const { closeConnections } = await import("@/db/connection");
const { closeParsers } = await import("@/lib/email/parser-pool");

const world = await startDemoWorld();
const signIn = await seedDemo(world).catch(async (error: unknown) => {
  if (!(error instanceof DatabaseInUse)) throw error;
  await new Promise((sent) => process.send?.({ refused: "demoInUse" }, sent));
  process.exit(1);
});
await Promise.all([closeConnections(), closeParsers()]);
process.send?.({ signIn, phone: world.phoneUrl, environment: world.environment });
world.begin();

export {};
