import { isCompositeSignal, isLeafSignal, isMemory } from "../../describe/index.ts";
import type { ChoiceValue } from "../value.ts";

/**
 * Whether things of which one is chosen at run time are signals that may be used as one: all leaves, or all composites with the same
 * elements.
 */
export function areSignals({ options }: ChoiceValue): boolean {
  const [first, ...others] = options.map(({ value }) => value);
  if (!isCompositeSignal(first)) return options.every(({ value }) => isLeafSignal(value));
  return others.every(
    (other) =>
      isCompositeSignal(other) &&
      other.type.kind === first.type.kind &&
      other.elements.join() === first.elements.join(),
  );
}

/** Whether some of them are a signal or a memory. */
export function hasHardware({ options }: ChoiceValue): boolean {
  return options.some(({ value }) => isLeafSignal(value) || isCompositeSignal(value) || isMemory(value));
}
