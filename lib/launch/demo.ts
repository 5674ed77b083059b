import { z } from "zod";
import { type Group, startGroup } from "./group";
import { LaunchRefusal } from "./refusal";

const Demo = z.object({
  signIn: z.object({ email: z.string(), password: z.string() }),
  /** Where a customer's telephone is to be seen. */
  phone: z.string(),
  environment: z.record(z.string(), z.string()),
});
export type Demo = z.infer<typeof Demo>;

const Message = z.union([Demo, z.object({ refused: z.literal("demoInUse") })]);

/**
 * Starts the demo's outside world and writes the demo company unless it is there. Answers how to sign in, where
 * the customers' telephone is, and the variables by which the app finds that world.
 */
export async function startDemo(onStarted: (group: Group) => void): Promise<{ demo: Demo; group: Group }> {
  const { group, child } = startGroup(
    ["--conditions=react-server", "--import", "tsx", "lib/launch/demo-child.ts"],
    {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    },
  );
  onStarted(group);
  const message = new Promise<unknown>((resolve) => child.once("message", resolve));
  const first = await Promise.race([message, group.ended.then(() => undefined)]);
  if (!first) throw new LaunchRefusal("worldEnded");
  const demo = Message.parse(first);
  if ("refused" in demo) throw new LaunchRefusal(demo.refused);
  return { demo, group };
}
