import { Client } from "pg";

/** Names that only one process of an installation holds, on a connection of their own: with it they are lost. */
export interface Locks {
  /** Gives those of the names that no other process holds; they are ours now. */
  take(names: string[]): Promise<string[]>;
  release(name: string): Promise<void>;
  /** Aborted once the connection is gone, and every name with it. */
  lost: AbortSignal;
  close(): Promise<void>;
}

const KEY = "hashtextextended(name, 0)";
const ANSWER_MS = 10_000;

export async function openLocks(url: string): Promise<Locks> {
  const gone = new AbortController();
  const client = await connect(url, () => gone.abort());
  return {
    take: async (names) => {
      const taken = await client.query<{ name: string }>(
        `select name from unnest($1::text[]) as name where pg_try_advisory_lock(${KEY})`,
        [names],
      );
      return taken.rows.map(({ name }) => name);
    },
    release: async (name) => {
      await client.query(`select pg_advisory_unlock(${KEY}) from (values ($1)) as lock (name)`, [name]);
    },
    lost: gone.signal,
    close: () => client.end().catch(() => undefined),
  };
}

/** Runs while no other process runs under this name, and waits for its turn. Throws when that takes `waitMs`. */
export async function withLock<Result>(
  { url, name, waitMs }: { url: string; name: string; waitMs: number },
  run: () => Promise<Result>,
): Promise<Result> {
  const client = await connect(url, () => undefined, waitMs + ANSWER_MS);
  try {
    await client.query("select set_config('lock_timeout', $1, false)", [String(waitMs)]);
    await client.query(`select pg_advisory_lock(${KEY}) from (values ($1)) as lock (name)`, [name]);
    return await run();
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(url: string, onGone: () => void, answerMs = ANSWER_MS): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: "inbox-locks",
    keepAlive: true,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: answerMs,
  });
  // An event nobody listens to would end the process.
  client.on("error", onGone).once("end", onGone);
  await client.connect();
  return client;
}
