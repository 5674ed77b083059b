import { measureLocal, type SetResult, timeTraining } from "./measure-local";
import { findEvalModel, measureModel } from "./model";
import { printTable } from "./print-table";
import { isSetThere, readSet, type SetName } from "./read-set";

/**
 * `npm run eval`: how well texts are filed without a model, on labelled sets, learnt from four fifths of each and measured on the
 * last. Ends with 1 when a floor is missed. Accuracy asks for a label each time; what is answered is what it is sure of. Times
 * are the processor's. With OPENAI_API_KEY a model is asked about the same texts, for comparison.
 */
const FLOORS: Record<SetName, number> = { "sms-spam": 0.98, bitext: 0.97, banking77: 0.85, clinc150: 0.82 };
const TRAINING_ROWS = 10_000;
const TRAINING_MS = 10_000;
const DECISION_MS = 1;

const say = (line: string) => process.stdout.write(`${line}\n`);
const names = (Object.keys(FLOORS) as SetName[]).filter((name) => {
  if (!isSetThere(name)) say(`${name}: skipped, because ../shared/corpus/labels-${name} is not there.`);
  return isSetThere(name);
});
if (names.length === 0) {
  say("Nothing to measure without a labelled set.");
  process.exit(0);
}

const results = names.map((name) => measureLocal(name, readSet(name)));
printTable("Filed without a model", results, say);
const missed = [...results.flatMap(missedBy), ...missedTraining()];
for (const miss of missed) say(`MISSED  ${miss}`);
if (missed.length === 0) say("Every floor is held.");
process.exitCode = missed.length ? 1 : 0;
await compareModel();

async function compareModel() {
  const model = findEvalModel();
  if (!model) {
    say("Without OPENAI_API_KEY no model is compared.");
    return;
  }
  const asked: SetResult[] = [];
  for (const name of names) asked.push(await measureModel(name, readSet(name), model));
  printTable(`Filed by ${model.model}, which has seen no example`, asked, say);
}

function missedBy({ name, accuracy, decisionMs }: SetResult): string[] {
  const floor = FLOORS[name];
  return [
    ...(accuracy < floor
      ? [`${name}: accuracy ${(accuracy * 100).toFixed(1)} %, wanted ${floor * 100} %`]
      : []),
    ...(decisionMs >= DECISION_MS
      ? [`${name}: ${decisionMs.toFixed(2)} ms a decision, wanted ${DECISION_MS}`]
      : []),
  ];
}

// The set with the most rows, and 77 labels.
function missedTraining(): string[] {
  if (!names.includes("banking77")) return [];
  const { learnt, aside } = readSet("banking77");
  const rows = [...learnt, ...aside].slice(0, TRAINING_ROWS);
  const ms = timeTraining(rows);
  say(`\nTraining on ${rows.length} rows of banking77: ${(ms / 1000).toFixed(1)} s`);
  return ms < TRAINING_MS
    ? []
    : [`training took ${(ms / 1000).toFixed(1)} s, wanted ${TRAINING_MS / 1000} s`];
}
