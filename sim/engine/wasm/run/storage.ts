import type { AnyMemory, LeafType } from "../../../describe/index.ts";
import { fitValue, wrapNumber } from "../../../describe/index.ts";
import type { Design } from "../../../elaborate/design.ts";
import { isRegister } from "../../event/roles.ts";
import type { PowerOn } from "../../power-on.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { plainView, type Views, viewsOf, type WordFormat, wordFormat } from "./words.ts";

/** The nets and memories of a plan in linear memory, in the form of `signal.value`. */
export interface Storage {
  readonly views: Views;
  read(net: number): unknown;
  /** The value is one of the net's type. */
  write(net: number, value: unknown): void;
  /** What gives a net any value, fitted to its type, as often as wanted and without looking anything up. */
  writerOf(net: number): (value: unknown) => void;
  readWord(memory: number, address: number): unknown;
  writeWord(memory: number, address: number, value: unknown): void;
  formatOf(type: LeafType): WordFormat;
  plainOf(type: LeafType): ReturnType<typeof plainView>;
}

export function createStorage(plan: DesignPlan, memory: ArrayBufferLike): Storage {
  const views = viewsOf(memory);
  const { nets, memories } = plan.program.design;
  const { addressOf } = plan;
  // Types are few, but objects of one type are many: integers are told apart by their widths.
  const signed: (WordFormat | undefined)[] = [];
  const unsigned: (WordFormat | undefined)[] = [];
  const formats = new Map<LeafType, WordFormat>();
  const otherFormat = (type: LeafType): WordFormat => {
    let format = formats.get(type);
    if (!format) formats.set(type, (format = wordFormat(views, type)));
    return format;
  };
  const formatOf = (type: LeafType): WordFormat => {
    switch (type.kind) {
      case "sint":
        return (signed[type.width] ??= wordFormat(views, type));
      case "uint":
        return (unsigned[type.width] ??= wordFormat(views, type));
      default:
        return otherFormat(type);
    }
  };
  const homes = plan.memories;
  return {
    views,
    formatOf,
    plainOf: (type) => plainView(views, type),
    read: (net) => formatOf(nets[net]!.type).read(addressOf[net]!),
    write: (net, value) => formatOf(nets[net]!.type).write(addressOf[net]!, value),
    writerOf: (net) => {
      const { type } = nets[net]!;
      const address = addressOf[net]!;
      const plain = plainView(views, type);
      if (plain && (type.kind === "bit" || type.kind === "uint" || type.kind === "sint")) {
        const { kind, width } = type;
        const place = address / plain.BYTES_PER_ELEMENT;
        return (value) => {
          plain[place] = wrapNumber(Number(value), width, kind === "sint");
        };
      }
      const format = formatOf(type);
      return (value) => format.write(address, fitValue(type, value));
    },
    readWord: (index, at) => {
      const format = formatOf(memories[index]!.type);
      return format.read(homes[index]!.address + at * format.bytes);
    },
    writeWord: (index, at, value) => {
      const format = formatOf(memories[index]!.type);
      format.write(homes[index]!.address + at * format.bytes, value);
    },
  };
}

/** Gives nets and memories the values that another storage of the design has. */
export function copyValues({ nets, memories }: Design, from: Storage, to: Storage): void {
  for (const { index } of nets) to.write(index, from.read(index));
  memories.forEach(({ depth }, index) => {
    for (let at = 0; at < depth; at++) to.writeWord(index, at, from.readWord(index, at));
  });
}

/** Puts tables, constants and the values of power-on into linear memory, which is all zeros. */
export function powerUp(plan: DesignPlan, storage: Storage, powerOn: PowerOn): void {
  for (const { address, words } of plan.images) storage.views.u32.set(words, address / 4);
  for (const { type, addresses, values } of plan.constants) {
    const format = storage.formatOf(type);
    addresses.forEach((address, i) => format.write(address, values[i]));
  }
  const { nets, memories } = plan.program.design;
  for (let index = 0; index < nets.length; index++) {
    if (plan.wordOf[index] !== index) continue;
    const { root } = nets[index]!;
    const isState = isRegister(root);
    const given = isState ? root.options.init : root.options.default;
    if (given !== undefined) storage.write(index, fitValue(root.type, given));
    else if (isState) {
      const unknown = powerOn.unknown(root, root.options.range);
      if (unknown) storage.write(index, unknown());
    }
  }
  memories.forEach((memory, index) => fillMemory(memory, index, storage, powerOn));
}

function fillMemory(memory: AnyMemory, index: number, storage: Storage, powerOn: PowerOn): void {
  const { type, depth } = memory;
  const init: unknown = memory.options.init;
  const unknown = powerOn.unknown(memory);
  if (init === undefined && !unknown) return;
  for (let at = 0; at < depth; at++) {
    const word: unknown = Array.isArray(init) ? init[at] : init;
    if (word !== undefined) storage.writeWord(index, at, fitValue(type, word));
    else if (unknown) storage.writeWord(index, at, unknown());
  }
}
