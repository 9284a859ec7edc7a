import type { Expression, SignalIndex } from "../../../../lower/index.ts";
import { get, i32, type Instruction, op, set, type WasmType } from "../../encode/index.ts";
import type { SignalPlace } from "../../plan/plan.ts";
import { representationOf, wasmTypeOf } from "../representation.ts";
import { bytesOf, heldAs, loadWord } from "../words-in-memory.ts";
import { addressOf, groupAddress, plainAddress, wordAddress } from "./addresses.ts";
import { branches } from "./choice.ts";
import { findLoaded, inside, type ScalarContext, temporary, type Variable } from "./context.ts";
import { valueOf } from "./compute.ts";

type Read = Extract<Expression, { op: "read" | "local" | "element" | "memory" }>;
interface Found {
  readonly value: Instruction;
  readonly type: WasmType;
}

/** The value of a signal, local or word in the variable type that it has; of limbs, the lowest of them. */
export function readValue(cx: ScalarContext, expr: Read, want: WasmType): Found {
  switch (expr.op) {
    case "read":
      return readSignal(cx, expr.signal, want);
    case "local": {
      const variable = cx.locals.get(expr.local) ?? localVariable(cx, expr.local);
      return variable.kind === "local"
        ? { value: get(variable.local), type: variable.local.type }
        : lowest(i32(variable.address), want);
    }
    case "element":
      return readElement(cx, expr, want);
    case "memory": {
      const place = memoryPlace(cx, expr.memory);
      const at = valueOf(cx, expr.address, "i32");
      const address = wordAddress(addressOf(cx, place.words), at, bytesOf(place.element));
      return heldAs(place.type).kind === "limbs"
        ? lowest(plainAddress(address), want)
        : loadWord(place.type, place.element, address);
    }
  }
}

function lowest(address: Instruction, want: WasmType): Found {
  const type = want === "i32" ? "i32" : "i64";
  return { value: { kind: "memory", op: `${type}.load`, offset: 0, args: [address] }, type };
}

export function memoryPlace(cx: ScalarContext, memory: number) {
  const place = cx.kernel.memories[memory];
  if (!place) throw new Error(`${cx.kernel.name} has no place for memory ${memory}`);
  return place;
}

export function signalPlace(cx: ScalarContext, signal: SignalIndex): SignalPlace {
  const place = cx.kernel.signals[signal];
  if (!place) throw new Error(`${cx.kernel.name} has no place for signal ${signal}`);
  return place;
}

/** The variable of a local of the IR, made when it is first met. */
export function localVariable(cx: ScalarContext, index: number): Variable {
  const before = cx.locals.get(index);
  if (before) return before;
  const { name, type } = cx.kernel.locals[index]!;
  const representation = representationOf(type);
  const made: Variable =
    representation.kind === "limbs"
      ? { kind: "limbs", address: cx.scratch.take(representation.count), count: representation.count }
      : { kind: "local", local: cx.builder.local(wasmTypeOf(representation), name) };
  cx.locals.set(index, made);
  return made;
}

/** A signal's value: its variable if this run drives it, else its word, loaded once. */
export function readSignal(cx: ScalarContext, signal: SignalIndex, want: WasmType): Found {
  const current = cx.current.get(signal);
  if (current)
    return current.kind === "local"
      ? { value: get(current.local), type: current.local.type }
      : lowest(i32(current.address), want);
  const { type, element, read } = signalPlace(cx, signal);
  if (!read) throw new Error(`${cx.kernel.name} does not say where signal ${signal} is read`);
  if (heldAs(type).kind === "limbs") return lowest(plainAddress(addressOf(cx, read)), want);
  if (cx.roles.resident.has(signal)) return loadWord(type, element, addressOf(cx, read));
  const key = `signal ${signal}`;
  const before = findLoaded(cx.loaded, key);
  if (before) return { value: get(before), type: before.type };
  const { value, type: held } = loadWord(type, element, addressOf(cx, read));
  let local = cx.words.get(signal);
  if (!local) cx.words.set(signal, (local = temporary(cx, held, cx.nameOf(signal))));
  cx.loaded.own.set(key, local);
  cx.out.push(set(local, value));
  return { value: get(local), type: held };
}

function readElement(cx: ScalarContext, expr: Extract<Read, { op: "element" }>, want: WasmType): Found {
  const { signals } = expr;
  const place = signalPlace(cx, signals[0]!);
  const isWide = heldAs(place.type).kind === "limbs";
  if (signals.length === 1 && !isWide) return readSignal(cx, signals[0]!, want);
  const at = valueOf(cx, expr.at, "i32");
  const address = elementAddress(cx, signals, at);
  if (address)
    return isWide ? lowest(plainAddress(address), want) : loadWord(place.type, place.element, address);
  const held = isWide ? (want === "i32" ? "i32" : "i64") : wasmTypeOf(heldAs(place.type));
  const result = temporary(cx, held, "element");
  const lists = signals.map((signal) =>
    inside(cx, () => {
      const { value, type } = readSignal(cx, signal, want);
      cx.out.push(set(result, type === held ? value : op("i32.wrap_i64", value)));
    }),
  );
  cx.out.push(...branches(at, lists));
  return { value: get(result), type: held };
}

/** The word of a chosen signal in memory, where none of them is in a variable. */
function elementAddress(cx: ScalarContext, signals: readonly SignalIndex[], at: Instruction) {
  if (signals.some((signal) => cx.current.has(signal))) return undefined;
  const accesses = signals.map((signal) => signalPlace(cx, signal).read);
  return groupAddress(cx, accesses, at);
}

/** Address, number and sign of the limbs of a signal, local or word. */
export function readLimbs(
  cx: ScalarContext,
  expr: Read,
): { readonly address: Instruction; readonly limbs: number; readonly signed: boolean } {
  switch (expr.op) {
    case "local": {
      const variable = localVariable(cx, expr.local);
      if (variable.kind !== "limbs") throw new Error("a local that is no limbs");
      return { address: i32(variable.address), limbs: variable.count, signed: true };
    }
    case "read":
      return signalLimbs(cx, expr.signal);
    case "memory": {
      const place = memoryPlace(cx, expr.memory);
      const { element } = place;
      if (element.kind !== "limbs") throw new Error("words that are no limbs");
      const at = valueOf(cx, expr.address, "i32");
      const address = plainAddress(wordAddress(addressOf(cx, place.words), at, bytesOf(element)));
      return { address: keptAddress(cx, address), limbs: element.limbs, signed: element.signed };
    }
    case "element": {
      const { element } = signalPlace(cx, expr.signals[0]!);
      if (element.kind !== "limbs") throw new Error("signals that are no limbs");
      const at = valueOf(cx, expr.at, "i32");
      const address = elementAddress(cx, expr.signals, at);
      if (address)
        return {
          address: keptAddress(cx, plainAddress(address)),
          limbs: element.limbs,
          signed: element.signed,
        };
      const result = temporary(cx, "i32", "element");
      const lists = expr.signals.map((signal) =>
        inside(cx, () => {
          const found = signalLimbs(cx, signal);
          cx.out.push(set(result, found.address));
        }),
      );
      cx.out.push(...branches(at, lists));
      return { address: get(result), limbs: element.limbs, signed: element.signed };
    }
  }
}

function keptAddress(cx: ScalarContext, address: Instruction): Instruction {
  const local = temporary(cx, "i32", "address");
  cx.out.push(set(local, address));
  return get(local);
}

export function signalLimbs(cx: ScalarContext, signal: SignalIndex) {
  const { element, read } = signalPlace(cx, signal);
  if (element.kind !== "limbs") throw new Error("a signal that is no limbs");
  const current = cx.current.get(signal);
  if (current?.kind === "limbs")
    return { address: i32(current.address), limbs: element.limbs, signed: element.signed };
  if (!read) throw new Error(`${cx.kernel.name} does not say where signal ${signal} is read`);
  return {
    address: plainAddress(addressOf(cx, read)),
    limbs: element.limbs,
    signed: element.signed,
  };
}
