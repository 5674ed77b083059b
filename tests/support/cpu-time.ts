/** The CPU time that `run` costs in this process, its threads included, in milliseconds: the same on a busy machine. */
export async function cpuTimeOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
