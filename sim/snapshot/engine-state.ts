import type { LeafType } from "../describe/index.ts";
import type { Net } from "../elaborate/design.ts";
import type { Engine, MemoryAccess } from "../engine/engine.ts";
import { fail } from "../errors/index.ts";
import { stateNets } from "./design-print.ts";
import { dataOf, dataText } from "./plain-data.ts";
import { type PlainValue, plainValue, valueOf } from "./plain-value.ts";
import { countOf, eachWord, type PlainWords, plainWords, sameWords } from "./plain-words.ts";

/**
 * What an engine keeps, in terms of the design (SEMANTICS 7): the same for every engine, so that one can go on where another was.
 * All other nets follow from it.
 */
export interface EngineState {
  /** Edges so far. */
  readonly edges: number;
  /** Registers and inputs of the top, in the order of elaboration; of forced ones, what they get back. */
  readonly signals: readonly PlainValue[];
  /** In the order of elaboration. */
  readonly memories: readonly PlainWords[];
  /** Forced nets by the path of their root, with the forced value. */
  readonly forces: readonly (readonly [path: string, value: PlainValue])[];
  /** The `state()` fields of behavioural modules, as texts, and the positions of their random numbers, in the order of elaboration. */
  readonly states: readonly string[];
  readonly random: readonly (readonly number[])[];
}

/** Reads the state. Memories that are as in `before` are the same lists. */
export function takeState(engine: Engine, before?: EngineState): EngineState {
  const { design } = engine.program;
  const wanted = new Map(engine.forced().map((force) => [force.net, force.wanted]));
  return {
    edges: engine.edges,
    signals: stateNets(design).map(({ index }) =>
      plainValue(wanted.has(index) ? wanted.get(index) : engine.read(index)),
    ),
    memories: design.memories.map(({ depth }, index) => {
      const access = engine.memory(index);
      const words = plainWords(depth, (address) => access.peek(address));
      const earlier = before?.memories[index];
      return earlier && sameWords(earlier, words) ? earlier : words;
    }),
    forces: [...wanted.keys()].map((net) => [
      (design.nets[net] as Net).root.path,
      plainValue(engine.read(net)),
    ]),
    states: design.states.map(({ data }, i) => dataText(engine.state(i).peek(), data.texts)),
    random: design.behavioural.map((_, i) => engine.random(i).peek()),
  };
}

/** Brings an engine into a state of the same design, whatever it was in; it has to be settled then. Errors: E-SNAPSHOT-FORM. */
export function putState(engine: Engine, state: EngineState): void {
  const { design } = engine.program;
  const nets = stateNets(design);
  // Everything is read first: a state that is refused leaves the engine as it was.
  const values = nets.map(({ root, type }, i) =>
    valueOf(state.signals[i], type, root.path, root.options.range),
  );
  const forces = state.forces.map(([path, plain]) => {
    const net = design.nets.find(({ root }) => root.path === path);
    if (!net) fail("E-SNAPSHOT-FORM", { problem: `${path}, which it forces, is no net` });
    return { net: net.index, value: valueOf(plain, net.type, path, net.root.options.range) };
  });
  design.memories.forEach(({ path, type, depth }, i) => checkWords(state.memories[i], type, path, depth));
  const states = design.states.map((_, i) => stateOf(state.states[i], i));
  const random = design.behavioural.map((_, i) => positionOf(state.random[i], i));

  for (const { net } of engine.forced()) engine.release(net);
  nets.forEach(({ index }, i) => {
    if (engine.isOpen(index)) engine.drive(index, values[i]);
    else engine.poke(index, values[i]);
  });
  design.memories.forEach(({ path, type }, i) => {
    const access = engine.memory(i);
    eachWord(state.memories[i] as PlainWords, type, path, (address, word) =>
      pokeChanged(access, address, word),
    );
  });
  for (const { net, value } of forces) engine.force(net, value);
  states.forEach((value, i) => engine.state(i).poke(value));
  random.forEach((position, i) => engine.random(i).poke(position));
  engine.edges = state.edges;
}

function stateOf(text: unknown, index: number): unknown {
  try {
    return dataOf(text as string);
  } catch {
    return fail("E-SNAPSHOT-FORM", { problem: `its state() number ${index} can't be read` });
  }
}

function positionOf(position: unknown, index: number): readonly number[] {
  const isOne = Array.isArray(position) && position.every((part) => Number.isSafeInteger(part));
  if (!isOne)
    fail("E-SNAPSHOT-FORM", { problem: `the random numbers of behavioural module ${index} are missing` });
  return position as readonly number[];
}

function pokeChanged(access: MemoryAccess, address: number, word: unknown): void {
  if (!Object.is(access.peek(address), word)) access.poke(address, word);
}

function checkWords(words: PlainWords | undefined, type: LeafType, path: string, depth: number): void {
  if (!Array.isArray(words) || countOf(words) !== depth)
    fail("E-SNAPSHOT-FORM", { problem: `${path} has ${depth} words, and it does not list as many` });
  eachWord(words as PlainWords, type, path, () => undefined);
}
