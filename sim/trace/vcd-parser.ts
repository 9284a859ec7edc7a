/** A `$var` of a file. */
export interface VcdDeclaration {
  readonly scope: readonly string[];
  readonly type: string;
  readonly size: number;
  readonly code: string;
  readonly name: string;
  /** Such as `[7:0]`; empty for a scalar. */
  readonly range: string;
}

/** What a parser reports while it reads. Times are in the file's unit, values as they stand in the file. */
export interface VcdHandler {
  timescale(femtoseconds: bigint): void;
  variable(declaration: VcdDeclaration): void;
  time(time: bigint): void;
  change(code: string, kind: "bits" | "real" | "string", text: string): void;
  problem(text: string): void;
}

export interface VcdParser {
  write(chunk: string): void;
  end(): void;
}

const FEMTOSECONDS: Readonly<Record<string, bigint>> = {
  s: 10n ** 15n,
  ms: 10n ** 12n,
  us: 10n ** 9n,
  ns: 10n ** 6n,
  ps: 1000n,
  fs: 1n,
};

/** Commands around values: they don't hide what is between them and their `$end`. */
const TRANSPARENT = new Set(["$dumpvars", "$dumpall", "$dumpon", "$dumpoff", "$end"]);

/**
 * Reads a VCD in pieces of any size. Knows no lines, only words, and goes on after whatever it doesn't understand.
 */
export function createVcdParser(handler: VcdHandler): VcdParser {
  const scope: string[] = [];
  /** The beginning of a word that the next piece may continue. */
  let carry = "";
  /** A command that waits for its `$end`. */
  let command: string[] | undefined;
  /** A value that waits for its code. */
  let value: string | undefined;

  function runCommand([keyword, ...words]: readonly string[]): void {
    if (keyword === "$scope") scope.push(words.slice(1).join(" "));
    else if (keyword === "$upscope") scope.pop();
    else if (keyword === "$timescale") readTimescale(words.join(""));
    else if (keyword === "$var") readVariable(words);
  }

  function readTimescale(text: string): void {
    const [, factor, unit = ""] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
    const femtoseconds = FEMTOSECONDS[unit];
    if (factor === undefined || femtoseconds === undefined) handler.problem(`timescale ${text}`);
    else handler.timescale(BigInt(factor) * femtoseconds);
  }

  function readVariable([type = "", size = "", code, ...reference]: readonly string[]): void {
    if (code === undefined || reference.length === 0) {
      handler.problem("a $var without a code or a name");
      return;
    }
    let range = "";
    if (reference.length > 1 && /^\[-?\d+(?::-?\d+)?\]$/.test(reference.at(-1)!)) range = reference.pop()!;
    let name = reference.join(" ");
    const [, attachedTo, attached] = /^(.+)(\[-?\d+:-?\d+\])$/.exec(name) ?? [];
    if (range === "" && attachedTo !== undefined && attached !== undefined) {
      name = attachedTo;
      range = attached;
    }
    handler.variable({ scope: [...scope], type, size: Number(size), code, name, range });
  }

  function readWord(word: string): void {
    if (value !== undefined) {
      const letter = value[0]!.toLowerCase();
      const kind = letter === "r" ? "real" : letter === "s" ? "string" : "bits";
      handler.change(word, kind, value.slice(1));
      value = undefined;
    } else if (command !== undefined) {
      if (word === "$end") {
        runCommand(command);
        command = undefined;
      } else command.push(word);
    } else if (word.startsWith("$")) {
      if (!TRANSPARENT.has(word)) command = [word];
    } else if (word.startsWith("#")) {
      if (/^#\d+$/.test(word)) handler.time(BigInt(word.slice(1)));
      else handler.problem(`time ${word}`);
    } else if (/^[bBrRsS]/.test(word)) {
      value = word;
    } else if (/^[01xXzZhHuUwWlL-]./.test(word)) {
      handler.change(word.slice(1), "bits", word[0]!);
    } else handler.problem(`word ${word}`);
  }

  function write(chunk: string): void {
    const text = carry + chunk;
    const words = text.split(/[ \t\r\n\f\v]+/);
    carry = words.pop() ?? "";
    for (const word of words) if (word !== "") readWord(word);
  }

  function end(): void {
    if (carry !== "") readWord(carry);
    carry = "";
    if (value !== undefined) handler.problem("the file ends within a change");
    if (command !== undefined) handler.problem(`the file ends within ${command[0]}`);
  }

  return { write, end };
}
