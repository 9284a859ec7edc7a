import type { Constant, Expression, SignalIndex, Statement } from "../../../../lower/index.ts";
import {
  block,
  br,
  get,
  i32,
  type Instruction,
  label,
  memoryCopy,
  op,
  set,
  when,
} from "../../encode/index.ts";
import { representationOf, wasmTypeOf } from "../representation.ts";
import { sameAccess } from "../same-access.ts";
import { bytesOf, heldAs, lowBitsOf, storeWord } from "../words-in-memory.ts";
import { addressOf, groupAddress, plainAddress } from "./addresses.ts";
import { branches } from "./choice.ts";
import { constantInteger } from "./constants.ts";
import { inside, type ScalarContext, temporary, type Variable } from "./context.ts";
import { deferred } from "./deferred.ts";
import { localVariable, signalPlace } from "./reads.ts";
import { storeStatement } from "./stores.ts";
import { kept, limbsValue, test, valueOf } from "./compute.ts";

/** Compiles statements in order. */
export function statementList(cx: ScalarContext, statements: readonly Statement[]): void {
  for (const statement of statements) oneStatement(cx, statement);
}

function oneStatement(cx: ScalarContext, statement: Statement): void {
  switch (statement.kind) {
    case "set":
      return assign(cx, localVariable(cx, statement.local), statement.value);
    case "drive":
      return drive(cx, statement.signal, statement.value);
    case "driveElement":
    case "latchElement":
      return element(cx, statement);
    case "latch":
      return latch(cx, statement.signal, statement.value);
    case "store":
      return storeStatement(cx, statement);
    case "if": {
      const isTest = test(cx, statement.test);
      const list = (body: readonly Statement[]) => inside(cx, () => statementList(cx, body));
      const [then, otherwise] = [list(statement.then), list(statement.else)];
      if (then.length > 0) cx.out.push(when(isTest, then, otherwise));
      else if (otherwise.length > 0) cx.out.push(when(op("i32.eqz", isTest), otherwise));
      return;
    }
    case "switch":
      return switchStatement(cx, statement);
    case "block": {
      const to = label(`block.${statement.label}`);
      cx.labels.set(statement.label, to);
      cx.out.push(
        block(
          to,
          inside(cx, () => statementList(cx, statement.body)),
        ),
      );
      return;
    }
    case "exit":
      return void cx.out.push(br(cx.labels.get(statement.label)!));
    case "loop":
      for (const iteration of statement.iterations) statementList(cx, iteration);
      return;
    case "assert":
      if (cx.kernel.kind !== "check") return;
      return void cx.out.push(when(op("i32.eqz", test(cx, statement.test)), [op("return", i32(1))]));
  }
}

/** Gives a variable the value of an expression. */
export function assign(cx: ScalarContext, variable: Variable, value: Expression): void {
  if (variable.kind === "local") {
    const found = valueOf(cx, value, variable.local.type);
    cx.out.push(set(variable.local, found));
    return;
  }
  const address = limbsValue(cx, value, variable.count);
  cx.out.push(memoryCopy(i32(variable.address), address, i32(8 * variable.count)));
}

/** A space or variable for values of a signal. */
export function signalVariable(cx: ScalarContext, signal: SignalIndex, suffix: string): Variable {
  const { type, element } = signalPlace(cx, signal);
  if (element.kind === "limbs" && heldAs(type).kind === "limbs")
    return { kind: "limbs", address: cx.scratch.take(element.limbs), count: element.limbs };
  return {
    kind: "local",
    local: temporary(cx, wasmTypeOf(heldAs(type)), `${cx.nameOf(signal)}${suffix}`),
  };
}

function drive(cx: ScalarContext, signal: SignalIndex, value: Expression): void {
  const current = cx.current.get(signal);
  if (current) assign(cx, current, value);
  else write(cx, signal, value);
}

function latch(cx: ScalarContext, signal: SignalIndex, value: Expression): void {
  if (cx.kernel.kind === "check") return;
  const next = cx.next.get(signal);
  if (next) return assign(cx, next, value);
  const { read, write: to } = signalPlace(cx, signal);
  if (!cx.roles.unread.has(signal) && sameAccess(read, to)) deferred(cx, () => writeOf(cx, signal, value));
  else write(cx, signal, value);
}

/** Writes to memory at once. */
function write(cx: ScalarContext, signal: SignalIndex, value: Expression): void {
  for (const instruction of writeOf(cx, signal, value)) cx.out.push(instruction);
}

/** What writes the value to the signal's word, once all that it needs stands in `out`. */
function writeOf(cx: ScalarContext, signal: SignalIndex, value: Expression): readonly Instruction[] {
  const { type, element, write: to } = signalPlace(cx, signal);
  if (!to) throw new Error(`${cx.kernel.name} does not say where signal ${signal} is written`);
  return writeTo(cx, { type, element }, addressOf(cx, to), value);
}

function writeTo(
  cx: ScalarContext,
  { type, element }: Pick<ReturnType<typeof signalPlace>, "type" | "element">,
  address: ReturnType<typeof addressOf>,
  value: Expression,
): readonly Instruction[] {
  const held = heldAs(type);
  if (held.kind === "limbs" && element.kind === "limbs") {
    const limbs = limbsValue(cx, value, element.limbs);
    return [memoryCopy(plainAddress(address), limbs, i32(bytesOf(element)))];
  }
  const word = wasmTypeOf(held);
  return [
    storeWord(type, element, address, kept(cx, lowBitsOf(valueOf(cx, value, word), element), word, "value")),
  ];
}

/** One of several signals: by address, or by a branch to its variable. */
function element(
  cx: ScalarContext,
  statement: Extract<Statement, { kind: "driveElement" | "latchElement" }>,
): void {
  const { signals, value } = statement;
  const isDrive = statement.kind === "driveElement";
  if (!isDrive && cx.kernel.kind === "check") return;
  const variables = isDrive ? cx.current : cx.next;
  const at = kept(cx, valueOf(cx, statement.at, "i32"), "i32", "at");
  if (signals.every((signal) => !variables.has(signal))) {
    const places = signals.map((signal) => signalPlace(cx, signal));
    const isInPlace = !isDrive && places.some(({ read, write: to }) => sameAccess(read, to));
    const toWord = (): readonly Instruction[] => {
      const address = groupAddress(
        cx,
        places.map((place) => place.write),
        at,
      );
      if (!address) throw new Error(`${cx.kernel.name}: signals that have no common distance`);
      const pointer = kept(cx, address.pointer, "i32", "pointer");
      return writeTo(cx, places[0]!, { ...address, pointer }, value);
    };
    if (isInPlace) deferred(cx, toWord);
    else for (const instruction of toWord()) cx.out.push(instruction);
    return;
  }
  // The value is computed once, and given to the variable that the index names.
  const common = keepValue(cx, signals[0]!, value);
  cx.out.push(
    ...branches(
      at,
      signals.map((signal) =>
        inside(cx, () => {
          const variable = variables.get(signal);
          if (!variable) throw new Error(`${cx.kernel.name}: signal ${signal} has no variable`);
          cx.out.push(...common(variable));
        }),
      ),
    ),
  );
}

function keepValue(
  cx: ScalarContext,
  signal: SignalIndex,
  value: Expression,
): (variable: Variable) => readonly Instruction[] {
  const { type, element } = signalPlace(cx, signal);
  const held = heldAs(type);
  if (held.kind === "limbs" && element.kind === "limbs") {
    const address = kept(cx, limbsValue(cx, value, element.limbs), "i32", "value");
    return (variable) =>
      variable.kind === "limbs" ? [memoryCopy(i32(variable.address), address, i32(8 * variable.count))] : [];
  }
  const word = wasmTypeOf(held);
  const found = kept(cx, valueOf(cx, value, word), word, "value");
  return (variable) => (variable.kind === "local" ? [set(variable.local, found)] : []);
}

function switchStatement(cx: ScalarContext, statement: Extract<Statement, { kind: "switch" }>): void {
  const { subject, cases, otherwise } = statement;
  const list = (body: readonly Statement[]) => inside(cx, () => statementList(cx, body));
  const isSmall = representationOf(subject.type).kind === "i32";
  const values = isSmall ? cases.map((one) => one.values.map((value) => Number(constantInteger(value)))) : [];
  const all = values.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  if (isSmall && all.length >= 4 && high - low < 4 * all.length + 16) {
    const at = valueOf(cx, subject, "i32");
    const index = low === 0 ? at : op("i32.sub", at, i32(low));
    const numbers = Array.from({ length: high - low + 1 }, (_, i) =>
      values.findIndex((one) => one.includes(low + i)),
    );
    cx.out.push(table(index, numbers, [...cases.map(({ body }) => list(body)), list(otherwise)]));
    return;
  }
  const chosen = caseNumber(cx, subject, cases);
  const lists = cases.map(({ body }) => list(body));
  let rest = list(otherwise);
  for (let i = lists.length - 1; i >= 0; i--) rest = [when(chosen[i]!, lists[i]!, rest)];
  cx.out.push(...rest);
}

/** The test of each case, on a subject that is computed once. */
function caseNumber(
  cx: ScalarContext,
  subject: Expression,
  cases: readonly { readonly values: readonly Constant[] }[],
): readonly Instruction[] {
  const representation = representationOf(subject.type);
  const variable: Variable =
    representation.kind === "limbs"
      ? { kind: "limbs", address: cx.scratch.take(representation.count), count: representation.count }
      : { kind: "local", local: temporary(cx, wasmTypeOf(representation), "subject") };
  assign(cx, variable, subject);
  const number = cx.kernel.locals.length + cx.locals.size;
  cx.locals.set(number, variable);
  const read: Expression = { op: "local", type: subject.type, local: number };
  return cases.map(({ values }) =>
    values
      .map((value) =>
        test(cx, { op: "binary", name: "eq", type: { kind: "boolean" }, left: read, right: value }),
      )
      .reduce((all, one) => op("i32.or", all, one), i32(0)),
  );
}

/** Jumps to the list whose number a table has for the index; −1 and indices beyond stand for the last list. */
function table(
  index: Instruction,
  numbers: readonly number[],
  lists: readonly (readonly Instruction[])[],
): Instruction {
  const end = label("end");
  const labels = lists.map((_, i) => label(i < lists.length - 1 ? `case.${i}` : "otherwise"));
  const targets = numbers.map((number) => labels.at(number)!);
  let nested: readonly Instruction[] = [
    { kind: "brTable", labels: targets, otherwise: labels.at(-1)!, at: index },
  ];
  lists.forEach((list, i) => {
    nested = [block(labels[i]!, nested), ...list, ...(i < lists.length - 1 ? [br(end)] : [])];
  });
  return block(end, nested);
}

/** The value of a variable in its word. */
export function storeVariable(cx: ScalarContext, signal: SignalIndex, variable: Variable): void {
  const { type, element, write: to } = signalPlace(cx, signal);
  const address = addressOf(cx, to!);
  cx.out.push(
    variable.kind === "local"
      ? storeWord(type, element, address, get(variable.local))
      : memoryCopy(plainAddress(address), i32(variable.address), i32(8 * variable.count)),
  );
}
