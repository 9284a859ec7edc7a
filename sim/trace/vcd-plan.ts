import { diagnose, type Diagnostic, raise } from "../errors/index.ts";
import type { TraceScope, TraceType, TraceVariable } from "./trace-source.ts";
import { idCode } from "./id-code.ts";
import { isTraceName, scopeName, variableName } from "./vcd-name.ts";

/** One identifier of the file: a net, written once for all its names. */
export interface VcdIdentifier {
  readonly code: string;
  readonly net: number;
  readonly type: TraceType;
  readonly read: () => unknown;
}

/** One name of the file. */
export interface VcdVariable {
  readonly variable: TraceVariable;
  /** Path of the scope as it is in the file. */
  readonly scope: string;
  readonly name: string;
  /** The name by which viewers know it: with the range if it is a vector. */
  readonly viewerName: string;
}

/** A scope as it is declared in the file. */
export interface VcdScope {
  readonly path: string;
  readonly name: string;
  readonly variables: readonly VcdVariable[];
  readonly scopes: readonly VcdScope[];
}

/** What a VCD declares, worked out before the first byte is written. */
export interface VcdPlan {
  readonly identifiers: readonly VcdIdentifier[];
  readonly root: VcdScope;
  /** The lines between `$timescale` and `$enddefinitions`. */
  readonly declarations: readonly string[];
}

/** Bits in the file of a value of this type; VCD counts a string as one. */
export function sizeOf(type: TraceType): number {
  if (type.kind === "real") return 64;
  return type.kind === "string" ? 1 : type.width;
}

/**
 * Gives every net an identifier, in declaration order, and every name its line.
 *
 * @throws E-TRACE-NAME for all names that a VCD can't hold, and for two equal names in one scope.
 */
export function planVcd(root: TraceScope): VcdPlan {
  const identifiers: VcdIdentifier[] = [];
  const declarations: string[] = [];
  const numbers = new Map<string, number>();
  const problems: Diagnostic[] = [];

  function codeOf({ net, type, read }: TraceVariable): string {
    // Names of one identifier must have one size: viewers refuse the file otherwise.
    const shape = type.kind === "enumeration" ? "bits" : type.kind;
    const key = `${net} ${shape} ${sizeOf(type)}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = identifiers.push({ code: idCode(identifiers.length + 1), net, type, read });
      numbers.set(key, number);
    }
    return idCode(number);
  }

  function checkName(name: string, path: string, taken: Set<string>, inFile: string): void {
    if (!isTraceName(name)) {
      problems.push(
        diagnose("E-TRACE-NAME", { name, reason: "only ASCII identifiers with indices can" }, { path }),
      );
    } else if (taken.has(inFile)) {
      problems.push(diagnose("E-TRACE-NAME", { name, reason: "its scope has this name twice" }, { path }));
    }
    taken.add(inFile);
  }

  function plan(scope: TraceScope, parent: string, siblings: Set<string>): VcdScope {
    const name = scopeName(scope.name);
    const path = parent === "" ? name : `${parent}.${name}`;
    checkName(scope.name, path, siblings, name);
    declarations.push(`$scope module ${name} $end`);
    const names = new Set<string>();
    const variables = scope.variables.map((variable): VcdVariable => {
      const name = variableName(variable.name);
      checkName(variable.name, `${path}.${variable.name}`, names, name);
      const size = sizeOf(variable.type);
      const isVector = size > 1 && variable.type.kind !== "real";
      const range = isVector ? `[${size - 1}:0]` : "";
      const declared = variable.type.kind === "real" || variable.type.kind === "string";
      const type = declared ? variable.type.kind : variable.storage;
      const reference = isVector ? `${name} ${range}` : name;
      declarations.push(`$var ${type} ${size} ${codeOf(variable)} ${reference} $end`);
      return { variable, scope: path, name, viewerName: `${path}.${name}${range}` };
    });
    const childNames = new Set<string>();
    const scopes = scope.scopes.map((child) => plan(child, path, childNames));
    declarations.push("$upscope $end");
    return { path, name, variables, scopes };
  }

  const planned = plan(root, "", new Set());
  if (problems.length > 0) raise(problems);
  return { identifiers, root: planned, declarations };
}
