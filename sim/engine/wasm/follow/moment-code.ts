import {
  block,
  br,
  brIf,
  call,
  type Callee,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  type Local,
  loop,
  type ModuleBuilder,
  op,
  set,
  store,
  tee,
  when,
} from "../encode/index.ts";
import { PENDING } from "../run/header.ts";
import { type FollowArea, HEAD, LINE_ROOM, TIME_BYTES } from "./area.ts";
import { headWord } from "./head-word.ts";

export interface MomentParts {
  readonly look: Callee;
  readonly write: Callee;
  readonly take: Callee;
  /** Asks JavaScript for the times of the next moments; gives 0 where there are none. */
  readonly times: Callee;
}

const HASH = 35;
const ZERO = 48;
const NEWLINE = 10;
/** Digits that are computed with 32 bits. */
const LOW_DIGITS = 8;
const LOW = 10 ** LOW_DIGITS;

/**
 * Defines `moment`: follows the moment behind an edge and the falling edge behind that, as text. A time is written where something follows it.
 * Gives 1 where the run has to stop, else 0.
 */
export function defineMoment(
  module: ModuleBuilder,
  area: FollowArea,
  { look, write, take, times }: MomentParts,
): Callee {
  const { at } = area;
  const putTime = defineTime(module, area);
  const head = headWord(area);
  return module.func({ name: "moment", exported: true, results: ["i32"] }, (builder) => {
    const out = builder.local("i32", "out");
    const any = builder.local("i32", "any");
    const time = builder.local("i32", "time");
    const none = label("none");
    const clock = (length: number, line: number): readonly Instruction[] => [
      store("i64.store", get(out), load("i64.load", i32(0), at + line)),
      set(out, op("i32.add", get(out), head(length))),
    ];
    const timeAt = (offset: number): Instruction =>
      set(out, call(putTime, get(out), load("i64.load", get(time), offset)));
    builder.add(
      block(none, [
        store("i32.store", i32(0), i32(0), PENDING),
        when(op("i32.ge_u", tee(time, head(HEAD.times)), head(HEAD.timesEnd)), [
          brIf(none, op("i32.eqz", call(times))),
          set(time, head(HEAD.times)),
        ]),
        store("i32.store", i32(0), op("i32.add", get(time), i32(TIME_BYTES)), at + HEAD.times),
        store("i32.store", i32(0), op("i32.add", head(HEAD.moments), i32(1)), at + HEAD.moments),
        set(any, call(look)),
        set(out, head(HEAD.out)),
        when(op("i32.gt_u", get(out), op("i32.sub", head(HEAD.limit), i32(LINE_ROOM))), [
          set(out, call(take, get(out))),
        ]),
        when(op("i32.or", get(any), head(HEAD.risingLength)), [
          timeAt(0),
          ...clock(HEAD.risingLength, HEAD.rising),
        ]),
        when(get(any), [set(out, call(write, get(out)))]),
        when(head(HEAD.fallingLength), [timeAt(8), ...clock(HEAD.fallingLength, HEAD.falling)]),
        store("i32.store", i32(0), get(out), at + HEAD.out),
      ]),
      head(HEAD.stopped),
    );
  });
}

/** Defines what writes `#`, a time below 10^18 and a line end at an address, and gives the address behind. Times rise, and with them their digits. */
function defineTime(module: ModuleBuilder, area: FollowArea): Callee {
  const { at } = area;
  const shape = {
    name: "time",
    params: [
      ["out", "i32"],
      ["time", "i64"],
    ],
    results: ["i32"],
  } as const;
  return module.func(shape, (builder) => {
    const [out, time] = builder.params as readonly [Local, Local];
    const high = builder.local("i64", "high");
    const low = builder.local("i32", "low");
    const place = builder.local("i32", "place");
    const stop = builder.local("i32", "stop");
    const enough = label("enough");
    const longer = label("longer");
    const nextLow = label("low");
    const nextHigh = label("high");
    const digits = headWord(area)(HEAD.digits);
    const power = load("i64.load", i32(0), at + HEAD.power);
    const digit = (value: Instruction): readonly Instruction[] => [
      set(place, op("i32.sub", get(place), i32(1))),
      store("i32.store8", get(place), op("i32.add", value, i32(ZERO))),
    ];
    builder.add(
      store("i64.store", i32(0), get(time), at + HEAD.written),
      block(enough, [
        loop(longer, [
          brIf(enough, op("i64.lt_u", get(time), power)),
          store("i64.store", i32(0), op("i64.mul", power, i64(10)), at + HEAD.power),
          store("i32.store", i32(0), op("i32.add", digits, i32(1)), at + HEAD.digits),
          br(longer),
        ]),
      ]),
      store("i32.store8", get(out), i32(HASH)),
      set(out, op("i32.add", get(out), i32(1))),
      set(stop, get(out)),
      set(place, op("i32.add", get(out), digits)),
      set(low, op("i32.wrap_i64", get(time))),
      // Dividing 32 bits by a constant is a multiplication.
      when(op("i64.ge_u", get(time), i64(LOW)), [
        set(high, op("i64.div_u", get(time), i64(LOW))),
        set(low, op("i32.wrap_i64", op("i64.sub", get(time), op("i64.mul", get(high), i64(LOW))))),
        set(stop, op("i32.sub", get(place), i32(LOW_DIGITS))),
      ]),
      loop(nextLow, [
        ...digit(op("i32.rem_u", get(low), i32(10))),
        set(low, op("i32.div_u", get(low), i32(10))),
        brIf(nextLow, op("i32.gt_u", get(place), get(stop))),
      ]),
      when(op("i64.ne", get(high), i64(0)), [
        loop(nextHigh, [
          ...digit(op("i32.wrap_i64", op("i64.rem_u", get(high), i64(10)))),
          set(high, op("i64.div_u", get(high), i64(10))),
          brIf(nextHigh, op("i32.gt_u", get(place), get(out))),
        ]),
      ]),
      set(out, op("i32.add", get(out), digits)),
      store("i32.store8", get(out), i32(NEWLINE)),
      op("i32.add", get(out), i32(1)),
    );
  });
}
