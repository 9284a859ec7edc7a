import { type Callee, createModule, type ModuleBuilder, type WasmModule } from "../encode/index.ts";

/**
 * The module that kernels are compiled into: its functions, and what they need of memory behind the design's own: constants, and scratch
 * space for wide integers, which all kernels share, since they run one after another and never inside each other.
 */
export interface KernelModule {
  readonly builder: ModuleBuilder;
  /** Address of bytes that never change; equal ones are kept once. */
  constant(bytes: Uint8Array, align: number): number;
  /** Scratch space for one function, from its start on. */
  scratch(): Scratch;
  finish(options: { readonly imported: boolean; readonly pages?: number }): FinishedModule;
}

export interface Scratch {
  /** Address of so many limbs, this function's own. */
  take(limbs: number): number;
}

export interface FinishedModule {
  readonly module: WasmModule;
  /** Bytes of linear memory that are used, the design's included. */
  readonly bytes: number;
}

const PAGE = 65536;
/** Constants come first, in a space of fixed size, so that addresses are known at once; what does not fit comes in further ones. */
const ROOM = 4096;

/** `base`: the bytes of linear memory that the design uses. */
export function createKernelModule(name: string, base: number): KernelModule {
  const builder = createModule(name);
  const known = new Map<string, number>();
  let top = Math.ceil(base / 16) * 16;
  let room = { at: top, end: top };
  let scratchStart: number | undefined;
  let scratchLimbs = 0;
  const take = (bytes: number): number => {
    if (bytes > ROOM / 4) {
      const at = top;
      top += Math.ceil(bytes / 16) * 16;
      return at;
    }
    if (room.at + bytes > room.end) {
      room = { at: top, end: top + ROOM };
      top += ROOM;
    }
    const at = room.at;
    room = { ...room, at: at + Math.ceil(bytes / 16) * 16 };
    return at;
  };
  return {
    builder,
    constant(bytes, align) {
      const key = `${align} ${String(bytes)}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const at = take(bytes.length);
      known.set(key, at);
      builder.data(at, bytes);
      return at;
    },
    scratch() {
      // One space for all, large enough for any function that this kit will see; memory that is not touched costs nothing.
      scratchStart ??= take(SCRATCH_BYTES);
      const start = scratchStart;
      let used = 0;
      return {
        take(limbs) {
          const at = start + 8 * used;
          used += limbs;
          scratchLimbs = Math.max(scratchLimbs, used);
          if (8 * used > SCRATCH_BYTES) throw new Error(`${name}: wide integers need ${8 * used} bytes`);
          return at;
        },
      };
    },
    finish({ imported, pages = Math.ceil(top / PAGE) }) {
      return { module: builder.finish({ pages, imported }), bytes: top };
    },
  };
}

const SCRATCH_BYTES = 1 << 20;

/** A compiled kernel: called without arguments, or with (from, to) where its lanes are a list. Gives an i32 if it is a check. */
export interface CompiledKernel {
  readonly callee: Callee;
}
