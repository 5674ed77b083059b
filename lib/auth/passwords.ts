import "server-only";
import { hash, verify } from "@node-rs/argon2";

// OWASP's floor for argon2id (the library's default kind): 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const AT_ONCE = 4;

/** What is stored of a password: argon2id with its salt and its cost, another text at every call. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(sameSpelling(password), COST));
}

/** Whether the password is the hashed one. Without a hash, for an account that is not there, false after the same work. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const compared = passwordHash ?? (await nobodys());
  const right = await inTurn(() => verify(compared, sameSpelling(password)).catch(isNotAHash));
  return right && passwordHash !== null;
}

// NIST SP 800-63B 3.1.1.2: keyboards spell "é" in two ways.
const sameSpelling = (password: string) => password.normalize("NFKC");

// An account that was made without a password holds no hash.
const isNotAHash = () => false;

let hashOfNobody: Promise<string> | undefined;

function nobodys(): Promise<string> {
  hashOfNobody ??= hashPassword(crypto.randomUUID());
  return hashOfNobody;
}

const waiting: (() => void)[] = [];
let running = 0;

/** Each takes 19 MiB and a core: many at once would starve the pages. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) await new Promise<void>((free) => waiting.push(free));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
