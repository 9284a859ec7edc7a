import type { Course, Followed, FollowedPlace, FollowedValue, Follower, FollowHost } from "../../follow.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { bytesOf, elementOf } from "../plan/element.ts";
import { FOLLOWING, PENDING } from "../run/header.ts";
import type { Storage } from "../run/storage.ts";
import { HEAD, TEXT_BYTES, TIME_BYTES, TIMES } from "./area.ts";
import type { FollowCode } from "./follow-calls.ts";
import { layOut, type PlacedValue } from "./lay-out.ts";

/** What a follower is part of. */
export interface FollowedEngine {
  readonly plan: DesignPlan;
  readonly storage: Storage;
  readonly code: FollowCode;
  /** Ends the run in front of its next edge. */
  stop(error: unknown): void;
}

/** Follows values in linear memory. Undefined where they can't be followed. `last` gives the value that was seen last of each, if one was. */
export function followInWasm(
  engine: FollowedEngine,
  values: readonly FollowedValue[],
  host: FollowHost,
  last: (value: number) => unknown,
): Follower | undefined {
  const { storage, code, plan } = engine;
  const { views } = storage;
  const memory = views.u8.buffer;
  const placed = values.map((value): PlacedValue => ({ ...placeOf(plan, value.place), code: value.code }));
  const layout = layOut(memory, code, placed);
  if (!layout) return undefined;
  const { text, times, marks, marksEnd, lasts } = layout;
  const formats = placed.map(({ type }) => storage.formatOf(type));
  formats.forEach((format, value) => {
    const before = last(value);
    if (before !== undefined) format.write(lasts[value]!, before);
  });

  const bytes = Buffer.from(memory, text, TEXT_BYTES);
  const head = (field: keyof typeof HEAD): number => (code.at + HEAD[field]) / 4;
  const long = (field: keyof typeof HEAD): number => (code.at + HEAD[field]) / 8;
  const table = new BigUint64Array(memory, times, (TIMES * TIME_BYTES) / 8);
  let isGood = true;
  let course: Course | undefined;

  code.calls = {
    take(out) {
      try {
        host.take(out - text);
      } catch (error) {
        // Alone it is thrown at once; a run has to end first.
        if (!course) throw error;
        views.u32[head("stopped")] = 1;
        engine.stop(error);
      }
      return text;
    },
    real(value, out) {
      const written = host.realText(formats[value]!.read(lasts[value]!) as number);
      return out + bytes.write(written, out - text, "latin1");
    },
    times() {
      try {
        const count = course!.times(table);
        views.u32[head("times")] = times;
        views.u32[head("timesEnd")] = times + count * TIME_BYTES;
        return count;
      } catch (error) {
        views.u32[head("stopped")] = 1;
        engine.stop(error);
        return 0;
      }
    },
  };

  function mark(all: boolean): void {
    views.u8.fill(all ? 255 : 0, marks, marksEnd);
    const rest = values.length % 64;
    if (all && rest !== 0) views.u64[marksEnd / 8 - 1] = (1n << BigInt(rest)) - 1n;
  }

  function putLine(line: string, field: "rising" | "falling"): void {
    views.u32[head(`${field}Length`)] = Buffer.from(memory, code.at + HEAD[field], 8).write(line, "latin1");
  }

  function followed(): Followed {
    const moments = views.u32[head("moments")]!;
    const written = views.u64[long("written")]!;
    return {
      length: views.u32[head("out")]! - text,
      moments,
      now: moments === 0 ? undefined : views.u64[views.u32[head("times")]! / 8 - 1],
      written: written === NONE ? undefined : written,
    };
  }

  return {
    get isGood() {
      return isGood;
    },
    text: bytes,
    last: (value) => formats[value]!.read(lasts[value]!),
    look: () => code.look() !== 0,
    write: (length) => code.write(text + length) - text,
    mark,
    ahead(now, length, run) {
      putLine(now.rising, "rising");
      putLine(now.falling, "falling");
      views.u64[long("power")] = 10n;
      views.u64[long("written")] = NONE;
      Object.entries({
        digits: 1,
        stopped: 0,
        moments: 0,
        times,
        timesEnd: times,
        out: text + length,
      }).forEach(([field, value]) => {
        views.u32[head(field as keyof typeof HEAD)] = value;
      });
      views.u32[FOLLOWING / 4] = 1;
      course = now;
      try {
        return run();
      } finally {
        course = undefined;
        views.u32[FOLLOWING / 4] = 0;
        views.u32[PENDING / 4] = 0;
      }
    },
    followed,
    end() {
      isGood = false;
    },
  };
}

/** No time that is written. */
const NONE = 2n ** 64n - 1n;

function placeOf(
  { program, addressOf, memories }: DesignPlan,
  place: FollowedPlace,
): Omit<PlacedValue, "code"> {
  const { design } = program;
  const { type } = "net" in place ? design.nets[place.net]! : design.memories[place.memory]!;
  const bytes = bytesOf(elementOf(type));
  if ("net" in place) return { type, bytes, address: addressOf[place.net]! };
  return { type, bytes, address: memories[place.memory]!.address + place.address * bytes };
}
