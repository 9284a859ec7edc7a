import type { Body, ModuleCode, RelativePath, ValueType } from "../ir.ts";

/** What the numbers of one body stand for. */
export interface CodeNames {
  readonly signal: (index: number) => string;
  readonly memory: (index: number) => string;
  readonly field: (index: number) => string;
  readonly local: (index: number) => string;
  /** All values that a local can take in the body. */
  readonly localType: (index: number) => ValueType;
}

/** Paths as they are written below the module, `banks[2].data`; locals of one name with their numbers, `x'4`. */
export function namesOf(code: ModuleCode, body: Body): CodeNames {
  const counts = new Map<string, number>();
  for (const { name } of body.locals) counts.set(name, (counts.get(name) ?? 0) + 1);
  return {
    signal: (index) => pathText(code.signals[index]!.path),
    memory: (index) => pathText(code.memories[index]!.path),
    field: (index) => pathText(code.fields[index]!.path),
    local: (index) => {
      const { name } = body.locals[index]!;
      return counts.get(name) === 1 ? name : `${name}'${index}`;
    },
    localType: (index) => body.locals[index]!.type,
  };
}

export function pathText(path: RelativePath): string {
  return path
    .map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join("");
}
