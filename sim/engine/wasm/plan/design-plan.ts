import type { LeafType } from "../../../describe/index.ts";
import type { Program } from "../../../schedule/program.ts";
import type { KernelClass } from "./classes.ts";
import type { Element, Kernel } from "./plan.ts";
import type { DomainStep, Step } from "./steps.ts";

/** A design as the WebAssembly engine runs it: where everything is, and what runs when. */
export interface DesignPlan {
  readonly program: Program;
  readonly classes: readonly KernelClass[];
  readonly kernels: readonly Kernel[];
  readonly classOf: (kernel: number) => KernelClass;
  /** The kernels of a class's `propagate()`. */
  readonly kernelsOf: (cls: KernelClass) => readonly number[];
  /** Makes combinational logic stable after any change of registers, memories and driven inputs. */
  readonly settle: readonly Step[];
  /** All `update()`, then the commits. */
  readonly edge: readonly DomainStep[];
  /** Kernels that judge assertions on settled values: those of `propagate()` first. */
  readonly checks: readonly Check[];
  /** By net: its address. Nets may share one. */
  readonly addressOf: Float64Array;
  /** By net: the net whose word it is. Most are their own. */
  readonly wordOf: Int32Array;
  readonly elementOf: (net: number) => Element;
  /** By position in `design.memories`. */
  readonly memories: readonly MemoryHome[];
  /** What constants that differ between instances hold. */
  readonly constants: readonly Constants[];
  /** Tables that the kernels and steps use. */
  readonly images: readonly Image[];
  /** Nets are at addresses from…to. */
  readonly nets: { readonly from: number; readonly to: number };
  /** The bytes of all. */
  readonly bytes: number;
}

export interface Check {
  readonly kernel: number;
  readonly cls: KernelClass;
  readonly method: "propagate" | "update";
}

export interface MemoryHome {
  readonly address: number;
  readonly element: Element;
}

export interface Constants {
  readonly type: LeafType;
  /** With their values in the form of `signal.value`. */
  readonly addresses: readonly number[];
  readonly values: readonly unknown[];
}

export interface Image {
  readonly address: number;
  readonly words: Uint32Array;
}

/** The first bytes belong to the engine's own loop. */
export const HEADER_BYTES = 4096;
