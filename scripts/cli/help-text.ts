import { columns } from "./text.ts";

/** What one can type behind the command, and what it does. */
export type Example = readonly [line: string, what: string];

/** Examples as help shows them in front. */
export function examplesText(command: string, examples: readonly Example[]): string {
  const lines = columns(examples.map(([line, what]) => [`  ${command} ${line}`, what]));
  return `Examples:\n${lines.join("\n")}\n`;
}

export const topExamples: readonly Example[] = [
  ["new counter", "write a module, a testbench and a property to begin with"],
  ["run", "run the testbenches tagged quick"],
  ["run eie/layer --waves", "run one, and write its waves for GTKWave"],
  ["tree eie", "show the hierarchy of its design"],
  ["list", "show all testbenches and their parameters"],
];

export const runExamples: readonly Example[] = [
  ["run", "the testbenches tagged quick"],
  ["run eie 'systolic/*'", "all in the folder eie, and those directly in systolic"],
  ["run eie/layer --param pes=16 --seed 7", "one, with other values"],
  ["run eie/layer --waves --from 100 --to 200", "with waves of the cycles 100 to 200"],
  ["run --json | jq .cycles", "for programs"],
];

export const replayExamples: readonly Example[] = [
  ["run eie/layer --log", "keep a log of a run"],
  ["replay waves/eie/layer.log", "the whole run again, with waves"],
  ["replay waves/eie/layer.log --last 500", "its last 500 cycles"],
  [
    "replay waves/eie/layer.log --from 2us --to 3us --scope 'eie.pe[3]'",
    "a part of the time and of the design",
  ],
];

export const exitCodeText = `Exit codes: 0 passed, 1 a testbench failed, 2 wrong usage or no match,
3 a design does not elaborate or a file does not load, 130 interrupted.
`;
