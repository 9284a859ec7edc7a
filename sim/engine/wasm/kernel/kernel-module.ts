import type { ModuleBuilder } from "../encode/index.ts";

/**
 * What kernels are compiled into: a module, and what they need of its memory behind the design's own. Constants never change; scratch space is for
 * wide integers, and shared by all functions, since they run one after another and never inside each other.
 */
export interface KernelModule {
  readonly builder: ModuleBuilder;
  /** Address of bytes that never change; equal ones are kept once. */
  constant(bytes: Uint8Array, align: number): number;
  /** Scratch space for one function, from its start on. */
  scratch(): Scratch;
}

export interface Scratch {
  /** Address of so many limbs, this function's own. */
  take(limbs: number): number;
}

/** Memory is taken in pieces of this size, or of what one request needs. */
const PIECE = 4096;

/** `base`: the bytes of linear memory that are not for kernels. */
export function createKernelModule(builder: ModuleBuilder, base: number): KernelModule {
  let top = Math.ceil(base / 16) * 16;
  const more = (bytes: number): Piece => {
    const piece = { at: top, end: top + Math.max(PIECE, Math.ceil(bytes / 16) * 16) };
    top = piece.end;
    builder.reach(top);
    return piece;
  };
  const known = new Map<string, number>();
  let constants: Piece = { at: 0, end: 0 };
  const pieces: Piece[] = [];
  return {
    builder,
    constant(bytes, align) {
      const key = `${align} ${String(bytes)}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      let at = Math.ceil(constants.at / align) * align;
      if (at + bytes.length > constants.end) {
        constants = more(bytes.length);
        at = constants.at;
      }
      constants = { ...constants, at: at + bytes.length };
      known.set(key, at);
      builder.data(at, bytes);
      return at;
    },
    scratch() {
      let [piece, used] = [0, 0];
      return {
        take(limbs) {
          for (;;) {
            const { at, end } = (pieces[piece] ??= more(8 * limbs));
            if (at + used + 8 * limbs <= end) {
              const found = at + used;
              used += 8 * limbs;
              return found;
            }
            piece += 1;
            used = 0;
          }
        },
      };
    },
  };
}

interface Piece {
  readonly at: number;
  readonly end: number;
}
