import { entry } from "../entry.ts";

export interface Bounds {
  readonly low: number | bigint;
  readonly high: number | bigint;
}

/** A key of an object as TypeScript wants it. */
const quoted = (name: string) => (/^\w+$/.test(name) ? name : `"${name}"`);
const span = (f: Bounds) => `${f.low}…${f.high}`;

/** Codes of the stage that reads the methods. */
export const lowerEntries = {
  "E-SUBSET": entry<{ what: string; cure: string }>({
    text: (f) => `${f.what} is not part of the hardware subset`,
    remedy: (f) => f.cure,
  }),
  "E-RANGE": entry<Bounds & { what: string }>({
    text: (f) => `${f.what} has the range ${span(f)}, which leaves what a number holds exactly (±(2^53 − 1))`,
    remedy: () =>
      "narrow an operand (a mask, %, bits(x, hi, lo), an if on its size), or use bigUint/bigSint, whose values are exact at any width",
  }),
  "E-RANGE-32": entry<Bounds & { operator: string; least: number; most: number }>({
    text: (f) =>
      isWideShift(f)
        ? `${f.operator} has a count of range ${span(f)}, outside ${f.least}…${f.most}`
        : `${f.operator} has an operand or result of range ${span(f)}, outside ${f.least}…${f.most}, where JavaScript would drop bits`,
    remedy: (f) =>
      isWideShift(f)
        ? "narrow the count (a mask, %, an if on its size)"
        : "use and, or, xor, shl, shr or bits(x, hi, lo), which work at any width, or narrow the operand first",
  }),
  "E-RANGE-KEPT": entry<Bounds & { signal: string; least: number; most: number }>({
    text: (f) =>
      `${f.signal} is declared to stay in ${f.least}…${f.most}, and is assigned a value of range ${span(f)}`,
    remedy: () => "narrow the value (a condition, Math.min/max, %), or widen the declared range",
  }),
  "E-MEMORY-ORDER": entry<{ memory: string }>({
    text: (f) => `${f.memory} is write-first, and update() reads it before this write`,
    remedy: () =>
      'put the reads behind all writes in the text: there they see what the call has written; or take onCollision: "readFirst"',
  }),
  "E-DIVISOR": entry<Bounds>({
    text: (f) => `the divisor has the range ${span(f)}, so it may be 0`,
    remedy: () => "guard the division with an if that excludes 0, or give the divisor a range without it",
  }),
  "E-DIVISION": entry<Record<never, never>>({
    text: () => "a division of integers gives a real number, which no integer signal takes",
    remedy: () =>
      "write Math.trunc(a / b), Math.floor(a / b) or Math.round(a / b); the divisor must be proven not zero",
  }),
  "E-INDEX": entry<Bounds & { length: number; what: string }>({
    text: (f) =>
      `${f.what} ${f.low === f.high ? `is ${f.low}` : `has the range ${span(f)}`}, and the length is ${f.length}`,
    remedy: () => "prove the index inside its bounds: a type of the right width, an if, % or a mask",
  }),
  "E-KIND": entry<
    { operator: string; cure: string } & ({ left: string; right: string } | { takes: string; seen: string })
  >({
    text: (f) =>
      "takes" in f
        ? `${f.operator} takes ${f.takes}, not ${f.seen}`
        : `${f.operator} can't join ${f.left} and ${f.right}`,
    remedy: (f) => f.cure,
  }),
  "E-ASSIGN": entry<{ signal: string; type: string; seen: string; cure?: string }>({
    text: (f) => `${f.signal} (${f.type}) can't take ${f.seen}`,
    remedy: (f) =>
      f.cure ??
      "assign a value of the signal's kind; integers become floats by toFloat(x), bigints numbers by Number(x)",
  }),
  "E-FLOAT-ROUND": entry<Record<never, never>>({
    text: () =>
      "the result of a float operator is used by the next one before it is rounded, so its value would depend on the engine",
    remedy: () => "round it first: fp32(a * b) + c, or assign it to a float signal",
  }),
  "E-FLOAT-TWICE": entry<{ type: string }>({
    text: (f) =>
      `the result of a float operator is rounded to ${f.type}, which does not hold the operands: JavaScript has rounded it to 53 bits before, and rounding twice can differ from rounding once`,
    remedy: () =>
      "round it to a format that holds the operands first, as the circuit would, or use fma(a, b, c, type) or sum([a, b], type), which round once to any format",
  }),
  "E-CONST-COMPARE": entry<{ signal: string; type: string; value: string }>({
    text: (f) => `${f.signal} (${f.type}) is compared with ${f.value}, which it can never be`,
    remedy: () => "compare with a value that the type holds, or widen the type",
  }),
  "E-NAME": entry<{ name: string; problem: string; cure?: string }>({
    text: (f) => `${f.name} ${f.problem}`,
    remedy: (f) =>
      f.cure ??
      "use constants, imports, parameters of a class factory, or fields of the module; with no inspector, list it in `static uses`",
  }),
  "E-NOT-FROZEN": entry<{ what: "table" | "record" | "object"; name: string }>({
    text: (f) => `the ${f.what} ${f.name} is not frozen, so the program could change it after elaboration`,
    remedy: (f) =>
      f.what === "table"
        ? "write Object.freeze([…]), around each row of a table of tables too, and copy a typed array into one: `as const` and `readonly` freeze nothing at run time"
        : f.what === "record"
          ? "write Object.freeze({ … }), around each record and table inside it too: `as const` and `readonly` freeze nothing at run time"
          : "let its class freeze it (`Object.freeze(this)` at the end of the constructor), or keep what the hardware needs in numbers of their own",
  }),
  "E-HIDDEN-STATE": entry<{ field: string; holds?: string; frozen?: string; signal?: string }>({
    text: (f) =>
      f.signal
        ? `${f.field} is assigned, but a signal never changes: its value does`
        : f.holds
          ? `${f.field} of a behavioural module holds ${f.holds}, which its methods could change: state that no snapshot and no reset knows`
          : f.frozen
            ? `${f.field} changes what is frozen (${f.frozen}): fields are constants, and the value of a state() is never changed in place`
            : `${f.field} is assigned by a method, but it is not a signal: its state would be hidden from every engine but one`,
    remedy: (f) =>
      f.signal
        ? `write ${f.signal}.value = … in propagate(), or ${f.signal}.next = … of a register in update()`
        : f.holds
          ? "keep it in a state(…), a register or a memory; a constant table is a frozen array or record"
          : f.frozen
            ? "remember things in state(…), and change one with `next = …` or update((draft) => …)"
            : "make it a reg, a wire or a memory; fields that are none of these are constants after elaboration",
  }),
  "E-ASSIGN-PHASE": entry<{ action: string; signal: string; method: string }>({
    text: (f) => `${f.signal}: ${f.action} is not for ${f.method}()`,
    remedy: (f) =>
      f.method === "update"
        ? "in update(), assign next of registers and write memories; combinational values belong into propagate()"
        : "in propagate(), assign value of outputs, wires and children's inputs; registers and memories change in update()",
  }),
  "E-LATCH": entry<{ signal: string }>({
    text: (f) =>
      `${f.signal} is not assigned on every path of propagate(), so it would have to remember its last value`,
    remedy: () => "assign a default at the top of the method, or make it a register",
  }),
  "E-READ-BEFORE-WRITE": entry<{ signal: string }>({
    text: (f) =>
      `${f.signal} is read before it is assigned on every path to this point, and this propagate() assigns it`,
    remedy: () => "assign it first, or keep the value in a local variable",
  }),
  "E-UNASSIGNED": entry<{ name: string }>({
    text: (f) => `the variable ${f.name} may be read before it has a value`,
    remedy: () => "give it a value where it is declared",
  }),
  "E-LOOP": entry<{ problem: string }>({
    text: (f) => `the loop ${f.problem}`,
    remedy: () =>
      "let bounds be constants, fields or lengths; what changes at run time belongs into an if inside the loop",
  }),
  "E-RECURSION": entry<{ name: string }>({
    text: (f) => `${f.name} calls itself, and recursion is not part of the hardware subset`,
    remedy: () => "write it as a loop with constant bounds",
  }),
  "E-SWITCH": entry<{ missing: string }>({
    text: (f) => `the switch neither covers ${f.missing} nor has a default`,
    remedy: () => "add the missing cases or a default",
  }),
  "E-PRIVATE": entry<{ name: string; className: string }>({
    text: (f) =>
      `#${f.name} of ${f.className} can't be seen from outside the class, so it can't be a part of the design`,
    remedy: () => "use a protected field; the rule holds for all # names of a hardware class",
  }),
  "E-BEHAVIOURAL": entry<{ className: string; problem: string; cure: string }>({
    text: (f) => `${f.className} ${f.problem}`,
    remedy: (f) => f.cure,
  }),
  "E-COMB": entry<{ className: string; name: string; problem: string }>({
    text: (f) => `\`static comb\` of ${f.className}: ${f.name} ${f.problem}`,
    remedy: () =>
      'name outputs and wires that propagate() drives, each with the inputs that it may depend on: static readonly comb = { ready: ["valid"] }',
  }),
  "E-COMB-READ": entry<{ method: string; signal: string; name: string; target: string | undefined }>({
    text: (f) =>
      f.target === undefined
        ? `${f.method} reads ${f.signal}, which \`static comb\` names for none of its outputs`
        : `${f.method} lets ${f.target} depend on ${f.signal}, and \`static comb\` does not name it for ${f.target}`,
    remedy: (f) =>
      f.target === undefined
        ? `add "${f.name}" to the outputs of \`static comb\` that depend on it, or read it in update()`
        : `write ${quoted(f.target)}: [..., "${f.name}"] in \`static comb\`, or take the value from a register`,
  }),
  "E-COMB-WRITE": entry<{ method: string; signal: string; name: string }>({
    text: (f) => `${f.method} drives ${f.signal}, which \`static comb\` does not name`,
    remedy: (f) =>
      `add it with the inputs that it depends on: static readonly comb = { ${quoted(f.name)}: [...] }, or remove the connection that drives it`,
  }),
  "W-WRAP": entry<Bounds & { signal: string; type: string }>({
    text: (f) => `${f.signal} (${f.type}) is assigned a value of range ${span(f)}: bits may be lost`,
    remedy: () =>
      "say that it is meant with wrap(x) or a mask, clamp it with saturate(x, type), or widen the signal",
  }),
  "W-FRACTION": entry<{ signal: string; type: string; fraction: number; kept: number }>({
    text: (f) =>
      `${f.signal} (${f.type}) is assigned a multiple of 2^-${f.fraction}: what lies behind 2^-${f.kept} is cut off`,
    remedy: () =>
      "say how: the type rounds to nearest, q(x); wrap(x) says that cutting is meant; or give the signal more bits behind the point",
  }),
  "W-TRUTHY": entry<{ range: string }>({
    text: (f) => `a value of range ${f.range} is used as a condition: every value but 0 counts as true`,
    remedy: () => "compare it: x !== 0",
  }),
  "W-DEBUG": entry<{ what: string }>({
    text: (f) => `${f.what} runs in the event engine and vanishes elsewhere`,
    remedy: () => "remove it when it has done its work, or waive W-DEBUG for this module",
  }),
};

/** The shifts that work at any width, of which only the count can be wrong. */
function isWideShift({ operator }: { readonly operator: string }): boolean {
  return operator === "shl" || operator === "shr";
}
