import type { Moment, WaveWindow } from "../../sim/waves/wave-window.ts";
import { shellWord } from "../cli/text.ts";
import type { RunSettings } from "./settings.ts";

/** The line that repeats a run exactly, with waves. */
export function againLine(name: string, settings: RunSettings, command: string): string {
  const words = [command, "run", shellWord(name)];
  for (const [key, value] of Object.entries(settings.params))
    words.push("--param", shellWord(`${key}=${value}`));
  words.push("--seed", String(settings.seed));
  if (settings.engine !== "auto") words.push("--engine", settings.engine);
  if (settings.powerOn !== undefined) words.push("--power-on", String(settings.powerOn));
  for (const [name, { frequency, period }] of Object.entries(settings.clocks))
    words.push("--clock", shellWord(`${name}=${String(frequency ?? period)}`));
  if (settings.timeout !== undefined) words.push("--timeout", shellWord(String(settings.timeout)));
  const file = typeof settings.waves === "object" ? settings.waves.file : undefined;
  words.push(file === undefined ? "--waves" : shellWord(`--waves=${file}`));
  for (const scope of settings.scope) words.push("--scope", shellWord(scope));
  words.push(...windowWords(settings.window));
  return words.join(" ");
}

function windowWords({ from, to }: WaveWindow): readonly string[] {
  const words = (option: string, moment: Moment | undefined): readonly string[] =>
    moment ? [option, "cycle" in moment ? String(moment.cycle) : `${moment.time}fs`] : [];
  return [...words("--from", from), ...words("--to", to)];
}
