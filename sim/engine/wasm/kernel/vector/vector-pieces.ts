import type { VectorGraph, VectorNode } from "./vector-graph.ts";

/** To fewer bits of mantissa, ties to even: half of the last place, less one where that is even, is added to the bits. NaN stays. */
export function roundTo(graph: VectorGraph, value: VectorNode, mantissa: number): VectorNode {
  const drop = 23 - mantissa;
  const isOdd = graph.op("v128.and", graph.shift("i32x4.shr_u", value, drop), graph.splat(32, 1));
  const half = graph.op("i32x4.add", isOdd, graph.splat(32, 2 ** (drop - 1) - 1));
  const rounded = graph.op("v128.and", graph.op("i32x4.add", value, half), graph.splat(32, -(2 ** drop)));
  return graph.op("v128.bitselect", rounded, value, graph.op("f32x4.eq", value, value));
}

/** The values of a table as bytes of a vector. */
export function tableBytes(values: readonly number[]): readonly number[] {
  return Array.from({ length: 16 }, (_, i) => (values[i] ?? 0) & 255);
}

/** A single float in all lanes. */
export function floatBytes(value: number): readonly number[] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value, true);
  return Array.from({ length: 16 }, (_, i) => view.getUint8(i % 4));
}
