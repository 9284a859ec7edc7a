import { type AnyState, isBehavioural, type Module, placeOf } from "../describe/index.ts";
import { createRandom, type SeededRandom } from "../random/random.ts";

/** The states and random numbers of the naive runner's behavioural modules. */
export interface NaiveBehaviour {
  /** The states of modules that a test picks get their initial values. */
  readonly reset: (picked: (owner: Module) => boolean) => void;
  readonly commit: () => void;
  /** The edge does not take place. */
  readonly drop: () => void;
}

/** Binds them as an engine with the seed 1 would. The modules must have their paths, which the random numbers depend on. */
export function bindBehaviour(
  owners: ReadonlyMap<AnyState, Module>,
  modules: readonly Module[],
): NaiveBehaviour {
  const states = [...owners].map(([state, owner]) => {
    const cell = { now: state.initial, next: state.initial };
    state.store = {
      read: () => cell.now,
      pending: () => cell.next,
      write: (value) => (cell.next = value),
    };
    return { state, owner, cell };
  });
  const random = createRandom(1).split("behavioural");
  const streams = modules.filter(isBehavioural).map((module) => {
    let stream: SeededRandom | undefined;
    let before: readonly number[] | undefined;
    placeOf(module).takeRandom = () => {
      stream ??= random.split(module.path);
      before ??= stream.position();
      return stream;
    };
    const end = (isDropped: boolean): void => {
      if (before && isDropped) stream?.moveTo(before);
      before = undefined;
    };
    return { end };
  });
  return {
    reset(picked) {
      for (const { state, owner, cell } of states)
        if (state.options.reset !== false && picked(owner)) cell.next = state.initial;
    },
    commit() {
      for (const { cell } of states) cell.now = cell.next;
      for (const { end } of streams) end(false);
    },
    drop() {
      for (const { cell } of states) cell.next = cell.now;
      for (const { end } of streams) end(true);
    },
  };
}
