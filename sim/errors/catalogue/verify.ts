import { entry } from "../entry.ts";

const indented = (text: string) => text.split("\n").join("\n    ");

/** Codes of properties. */
export const verifyEntries = {
  "E-PROPERTY": entry<{
    name: string;
    message: string;
    cycle: number;
    commands: string;
    model: string;
    search: string;
    waves: string;
    replay: string;
  }>({
    text: (f) =>
      [
        `${f.name}: in cycle ${f.cycle}, ${f.message}`,
        `  ${f.search}`,
        `    ${indented(f.commands)}`,
        `  model before this cycle: ${f.model}`,
        `  waves   ${f.waves}`,
      ].join("\n"),
    remedy: (f) => `replay just this: put ${f.replay} in front of the command that ran it`,
  }),
};
