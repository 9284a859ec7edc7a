import {
  type BigUIntType,
  bit,
  misfit,
  Module,
  outputReg,
  type ReadOf,
  reg,
  state,
  streamSink,
  streamSource,
  struct,
  uint,
  type UIntType,
  zeroValue,
} from "../../sim/describe/index.ts";
import { fail } from "../../sim/errors/index.ts";
import { bitsFor } from "./bits-for.ts";
import { type DramSchedule, type DramTiming, idleSchedule, scheduleBurst } from "./dram-schedule.ts";
import { PagedWords, type Part } from "./paged-words.ts";
import { requireParameter, requireWhole } from "./parameter.ts";

export interface DramOptions extends Partial<DramTiming> {
  /** The capacity in words of the bus; a power of two. */
  readonly words: number;
  /** Words of a row, a power of two; 128 if left out. */
  readonly rowWords?: number;
  /** Banks, a power of two; 8 if left out. */
  readonly banks?: number;
  /** Cycles between the pins and the streams, on the way of each word that is read; 0 if left out. */
  readonly latency?: number;
  /** Requests that are under way at most; 8 if left out. */
  readonly queue?: number;
  /** Width of the tags of requests; 4 if left out. */
  readonly tagBits?: number;
}

/** A read that is under way. */
interface Reading<W> {
  /** The edge at which its first word can pass. */
  readonly due: number;
  readonly tag: number;
  readonly words: readonly W[];
}

/** A write of which not all words have come. */
interface Writing<W> {
  readonly address: number;
  readonly words: readonly W[];
}

interface Traffic<W> {
  readonly schedule: DramSchedule;
  readonly reads: readonly Reading<W>[];
  /** Words of the first read that have passed. */
  readonly passed: number;
  /** For each write under way the last edge at which it is on the bus. */
  readonly writes: readonly number[];
  readonly writing: Writing<W> | undefined;
}

/**
 * A DRAM with its controller, as an accelerator sees it: a behavioural model with banks, open rows and a bus that moves one word of `type` a cycle.
 * Times are cycles of the module's clock; those that are left out are of a DDR3-1600 part at 800 MHz (11-11-11, bursts of 8).
 *
 * **Requests** (`request`), served in order. `address` counts words and is that of the first word of a burst, a multiple of `burst`; its low bits
 * are the column, the next ones the bank, the high ones the row. A read is one transfer. A write is `burst` transfers in a row, each with a word in
 * `data`; the address of the first one counts. `ready` falls while `queue` requests are under way.
 *
 * **Responses** (`response`): `burst` words a read with the read's `tag`, `last` at the last one. Writes have none; a read that follows sees them.
 *
 * A request that passes at edge e puts its first word on the bus at
 *
 * - e + tCAS if its row is open (a hit),
 * - e + tRCD + tCAS if its bank has no open row,
 * - e + tRP + tRCD + tCAS if another row is open,
 *
 * or later, if the bank or the bus is taken by those before it: banks open their rows side by side, the bus serves in order, and hits follow each
 * other without a gap. A write counts from its last transfer. A word that is read passes `latency` edges after it was on the bus, if the
 * receiver is ready. Refresh, and turning the bus from writing to reading, are left out.
 *
 * The content is 0 at power-on, is not touched by reset, and is a state of immutable pages: a write copies one page. From outside:
 * `sim.poke(dram.content.path, dram.withWords(0, words))` loads words, `dram.peek(address)` reads one.
 *
 * Errors: E-PARAMETER; an address that is no multiple of `burst` fails an assertion.
 */
export class DramModel<T extends UIntType | BigUIntType> extends Module {
  static readonly behavioural = true;
  static readonly comb = { "request.ready": [], "response.valid": [], "response.payload": [] };

  // Parameters
  readonly type: T;
  readonly words: number;
  readonly rowWords: number;
  readonly banks: number;
  readonly timing: DramTiming;
  readonly latency: number;
  readonly queue: number;
  protected readonly pages: PagedWords<number | bigint>;

  // Interface
  readonly request;
  readonly response;
  /** Whether a request is under way. */
  readonly busy = outputReg(bit, { init: 0 });

  // State
  /** Requests that found their row open, that opened one, and those of these that closed another before. */
  readonly rowHits = reg(uint(48), { init: 0 });
  readonly rowMisses = reg(uint(48), { init: 0 });
  readonly rowConflicts = reg(uint(48), { init: 0 });
  /** Edges since the reset. */
  protected readonly now = reg(uint(52), { init: 0 });
  protected readonly traffic;
  /** A tree of pages, which only `withWords` and `peek` look into. */
  readonly content = state<unknown>(undefined, { reset: false });

  constructor(
    type: T,
    {
      words,
      rowWords = 128,
      banks = 8,
      tRCD = 11,
      tRP = 11,
      tCAS = 11,
      burst = 8,
      latency = 0,
      queue = 8,
      tagBits = 4,
    }: DramOptions,
  ) {
    super();
    for (const [name, value, least] of [
      ["tRCD", tRCD, 0],
      ["tRP", tRP, 0],
      ["tCAS", tCAS, 1],
      ["latency", latency, 0],
      ["queue", queue, 1],
      ["tagBits", tagBits, 1],
    ] as const)
      requireWhole("DramModel", name, value, least);
    requirePowerOfTwo("banks", banks, 1);
    requirePowerOfTwo("burst", burst, 1);
    requirePowerOfTwo("rowWords", rowWords, burst);
    requirePowerOfTwo("words", words, rowWords * banks);
    this.type = type;
    this.words = words;
    this.rowWords = rowWords;
    this.banks = banks;
    this.timing = { tRCD, tRP, tCAS, burst };
    this.latency = latency;
    this.queue = queue;
    this.pages = new PagedWords(words);
    const tag = uint(tagBits);
    this.request = streamSink(struct({ write: bit, address: uint(bitsFor(words)), tag, data: type }));
    this.response = streamSource(struct({ data: type, tag, last: bit }));
    this.traffic = state<Traffic<number | bigint>>({
      schedule: idleSchedule(banks),
      reads: [],
      passed: 0,
      writes: [],
      writing: undefined,
    });
  }

  override propagate() {
    const { reads, passed, writes, writing } = this.traffic.value;
    const edge = this.now.value + 1;
    const [first] = reads;
    const { payload, valid } = this.response;
    this.request.ready.value =
      writing !== undefined || reads.length + underWay(writes, edge).length < this.queue;
    valid.value = first !== undefined && first.due + passed <= edge;
    payload.data.value = (first?.words[passed] ?? zeroValue(this.type)) as never;
    payload.tag.value = first?.tag ?? 0;
    payload.last.value = first !== undefined && passed === this.timing.burst - 1;
  }

  override update() {
    const edge = this.now.value + 1;
    this.now.next = edge;
    const before = this.traffic.value;
    let after = before;
    if (this.response.fires) after = this.withoutWord(after);
    if (this.request.fires) after = this.withTransfer(after, edge);
    const writes = underWay(after.writes, edge + 1);
    if (writes.length < after.writes.length) after = { ...after, writes };
    if (after !== before) this.traffic.next = after;
    this.busy.next = after.reads.length + after.writes.length > 0 || after.writing !== undefined;
  }

  /** The word at an address; 0 where none was written. For testbenches. Errors: E-ADDRESS. */
  peek(address: number): ReadOf<T> {
    this.requireAddress(address);
    return this.wordAt(address) as ReadOf<T>;
  }

  /** The content with words from an address on, for `sim.poke(dram.content.path, …)`. Errors: E-ADDRESS, E-VALUE. */
  withWords(at: number, words: ArrayLike<ReadOf<T>>): unknown {
    if (words.length === 0) return this.root;
    this.requireAddress(at);
    this.requireAddress(at + words.length - 1);
    for (let i = 0; i < words.length; i++) {
      const problem = misfit(this.type, words[i]);
      if (problem) fail("E-VALUE", { target: `${this.path} at ${at + i}`, problem }, { path: this.path });
    }
    return this.pages.write(this.root, at, words as ArrayLike<number | bigint>);
  }

  private requireAddress(address: number): void {
    if (Number.isInteger(address) && address >= 0 && address < this.words) return;
    const facts = { memory: this.path, address: String(address), depth: this.words, by: "a testbench" };
    fail("E-ADDRESS", facts, { path: this.path });
  }

  private get root(): Part<number | bigint> | undefined {
    return this.content.value as Part<number | bigint> | undefined;
  }

  private wordAt(address: number): number | bigint {
    return this.pages.read(this.root, address) ?? (zeroValue(this.type) as number | bigint);
  }

  /** A word of the first read has passed. */
  private withoutWord(traffic: Traffic<number | bigint>): Traffic<number | bigint> {
    const passed = traffic.passed + 1;
    return passed < this.timing.burst
      ? { ...traffic, passed }
      : { ...traffic, passed: 0, reads: traffic.reads.slice(1) };
  }

  private withTransfer(traffic: Traffic<number | bigint>, edge: number): Traffic<number | bigint> {
    const { write, address, tag, data } = this.request.payload.value as {
      readonly write: 0 | 1;
      readonly address: number;
      readonly tag: number;
      readonly data: number | bigint;
    };
    const { burst } = this.timing;
    const { writing } = traffic;
    const first = writing?.address ?? address;
    this.assert(first % burst === 0, `the address ${first} is no multiple of the burst of ${burst}`);
    this.assert(writing === undefined || write === 1, `a read came within the ${burst} words of a write`);
    if (!write) {
      const { schedule, at } = this.scheduled(traffic.schedule, address, edge);
      const words = Array.from({ length: burst }, (_, i) => this.wordAt(first + i));
      return { ...traffic, schedule, reads: [...traffic.reads, { due: at + this.latency, tag, words }] };
    }
    const words = [...(writing?.words ?? []), data];
    if (words.length < burst) return { ...traffic, writing: { address: first, words } };
    this.content.next = this.pages.write(this.root, first, words);
    const { schedule, at } = this.scheduled(traffic.schedule, first, edge);
    return { ...traffic, schedule, writes: [...traffic.writes, at + burst - 1], writing: undefined };
  }

  private scheduled(schedule: DramSchedule, address: number, edge: number) {
    const line = Math.floor(address / this.rowWords);
    const found = scheduleBurst(
      schedule,
      this.timing,
      edge,
      line % this.banks,
      Math.floor(line / this.banks),
    );
    if (found.found === "open") this.rowHits.next = this.rowHits.value + 1;
    else this.rowMisses.next = this.rowMisses.value + 1;
    if (found.found === "other") this.rowConflicts.next = this.rowConflicts.value + 1;
    return found;
  }
}

/** Writes that are on the bus at an edge, or not there yet. */
function underWay(writes: readonly number[], edge: number): readonly number[] {
  return writes.filter((last) => last >= edge);
}

function requirePowerOfTwo(parameter: string, value: number, least: number): void {
  requireParameter(
    Number.isInteger(Math.log2(value)) && value >= least && value <= 2 ** 40,
    "DramModel",
    parameter,
    value,
    `it must be a power of two and at least ${least}`,
    `give a power of two from ${least} on`,
  );
}
