import type { LeafType } from "../describe/index.ts";
import type { Engine } from "../engine/engine.ts";
import type { FollowedPlace, FollowedValue } from "../engine/follow.ts";
import type { FindLineSource, TraceType } from "../trace/index.ts";
import { traceType } from "./trace-type.ts";

/**
 * Lets an engine write the lines of its own nets and words. Clocks and resets, which stand in front of all else, are not its own. `words` says which
 * word of a memory a number beyond the nets stands for.
 */
export function engineLines(engine: Engine, words: ReadonlyMap<number, FollowedPlace>): FindLineSource {
  const { nets, memories } = engine.program.design;
  const placeOf = (net: number): FollowedPlace | undefined => (net < nets.length ? { net } : words.get(net));
  const typeOf = (place: FollowedPlace): LeafType =>
    "net" in place ? nets[place.net]!.type : memories[place.memory]!.type;
  return (identifiers) => {
    const first = identifiers.findIndex(({ net }) => placeOf(net) !== undefined);
    const from = first < 0 ? identifiers.length : first;
    const values: FollowedValue[] = [];
    for (const { net, code, type } of identifiers.slice(from)) {
      const place = placeOf(net);
      if (!place || !isSame(type, traceType(typeOf(place)))) return undefined;
      values.push({ place, code });
    }
    return { from, open: (host, last) => engine.follow?.(values, host, last) };
  };
}

/** Whether values of both types look alike in a file. */
function isSame(a: TraceType, b: TraceType): boolean {
  const width = (type: TraceType): number => ("width" in type ? type.width : 0);
  return a.kind === b.kind && width(a) === width(b);
}
