import { checkBeforeStart } from "./checks";
import { childEnvironment } from "./child-environment";
import type { Console } from "./console";
import { openDatabase } from "./database";
import { startGroup } from "./group";
import { type Command, makePlan } from "./plan";
import { LaunchRefusal } from "./refusal";
import { runProduct } from "./run-product";

/** Does what `npm run demo|dev|start|sync|db:migrate` asks and answers the exit code. */
export async function launch(
  word: string | undefined,
  terminal: Console,
  interrupted: AbortSignal,
): Promise<number> {
  const command = findCommand(word);
  if (!command) throw new LaunchRefusal("usage");
  const plan = makePlan(command);
  if (command === "demo" || command === "dev" || command === "start") {
    await runProduct(plan, terminal, interrupted);
    return 0;
  }
  checkBeforeStart(plan);
  const database = await openDatabase(plan, terminal);
  try {
    if (command === "migrate") return 0;
    Object.assign(process.env, childEnvironment(plan, database));
    return await runSync(interrupted);
  } finally {
    await database.stop();
  }
}

const COMMANDS: Command[] = ["demo", "dev", "start", "sync", "migrate"];

const findCommand = (word: string | undefined): Command | undefined =>
  COMMANDS.find((command) => command === word);

async function runSync(interrupted: AbortSignal): Promise<number> {
  const { group } = startGroup(["--conditions=react-server", "--import", "tsx", "lib/launch/sync-child.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  interrupted.addEventListener("abort", () => void group.stop());
  return (await group.ended) === "code 0" ? 0 : 1;
}
