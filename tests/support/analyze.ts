import postgres from "postgres";
import { testDatabase } from "./database";

/** Lets the database learn what a table holds now, as it does by itself a little later: until then it plans for less. */
export async function analyze(table: string): Promise<void> {
  const owner = postgres(testDatabase().adminUrl, { max: 1 });
  await owner`analyze ${owner(table)}`;
  await owner.end();
}
