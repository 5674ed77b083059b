import type { SetResult } from "./measure-local";

const HEAD = [
  "set",
  "learnt",
  "aside",
  "accuracy",
  "answered",
  "right of these",
  "calibration",
  "unknown left",
  "training",
  "decision",
  "size",
];

export function printTable(title: string, results: SetResult[], say: (line: string) => void) {
  const lines = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  say(`\n${title}`);
  for (const line of lines) {
    say(
      line.map((cell, at) => (at ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[0] ?? 0))).join("  "),
    );
  }
}

function cells(result: SetResult): string[] {
  return [
    result.name,
    String(result.learnt),
    String(result.aside),
    percent(result.accuracy),
    percent(result.coverage),
    percent(result.precision),
    `± ${percent(result.calibrationError)}`,
    percent(result.outOfScopeAbstained),
    result.trainingMs === null ? "–" : `${(result.trainingMs / 1000).toFixed(1)} s`,
    `${result.decisionMs.toFixed(2)} ms`,
    result.bytes === null ? "–" : `${(result.bytes / 1e6).toFixed(2)} MB`,
  ];
}

const percent = (share: number | null) => (share === null ? "–" : `${(share * 100).toFixed(1)} %`);
