import { phrase, type Sentence } from "./words";

type Values = Record<string, string | number>;

/** What the person in front of the terminal reads. */
export interface Console {
  say(sentence: Sentence, values?: Values): void;
  warn(sentence: Sentence, values?: Values): void;
  /** Names a step, then how long it took; a long one shows every few seconds that it is alive. */
  step<Result>(sentence: Sentence, run: () => Promise<Result>): Promise<Result>;
}

const STILL_THERE_MS = 10_000;

export function openConsole(): Console {
  // Whoever read our output may have left; that is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const write = (line: string) => process.stdout.write(`${line}\n`);
  return {
    say: (sentence, values) => write(phrase(sentence, values)),
    warn: (sentence, values) => process.stderr.write(`${phrase(sentence, values)}\n`),
    step: async (sentence, run) => {
      const name = phrase(sentence);
      const startedAt = Date.now();
      const seconds = () => `${Math.round((Date.now() - startedAt) / 100) / 10} s`;
      write(`· ${name} …`);
      const alive = setInterval(() => write(`  ${name} … ${seconds()}`), STILL_THERE_MS);
      try {
        const result = await run();
        write(`✓ ${name} (${seconds()})`);
        return result;
      } finally {
        clearInterval(alive);
      }
    },
  };
}
