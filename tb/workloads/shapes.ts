import type { Convolution, Layer, Pooling, Shape } from "./layer.ts";

/** Rows and columns of windows that a convolution or pooling takes, and so of its output. */
export function outputExtents(layer: Convolution | Pooling): {
  readonly height: number;
  readonly width: number;
} {
  const { padding } = layer;
  const ceil = layer.kind === "pooling" && layer.rounding === "ceil";
  return {
    height: windows(layer.height, padding.top, padding.bottom, layer.kernelHeight, layer.strideRows, ceil),
    width: windows(layer.width, padding.left, padding.right, layer.kernelWidth, layer.strideColumns, ceil),
  };
}

function windows(
  extent: number,
  before: number,
  after: number,
  kernel: number,
  stride: number,
  ceil: boolean,
): number {
  const steps = (extent + before + after - kernel) / stride;
  if (!ceil) return Math.floor(steps) + 1;
  const count = Math.ceil(steps) + 1;
  // A window that would begin behind the image has nothing to pool, and every framework leaves it out.
  return (count - 1) * stride >= extent + before ? count - 1 : count;
}

/** Shapes that a layer takes, one for each predecessor. */
export function inputShapes(layer: Layer): readonly Shape[] {
  switch (layer.kind) {
    case "convolution":
    case "pooling":
      return [[layer.channels, layer.height, layer.width]];
    case "fullyConnected":
      return [rows(layer.positions, layer.inputs)];
    case "attention": {
      const keys = [layer.keys, layer.modelWidth];
      return [[layer.queries, layer.modelWidth], keys, keys];
    }
    case "recurrentCell":
      return [rows(layer.steps, layer.inputs)];
    case "embedding":
      return [[layer.lookups]];
    case "factorisationMachine":
      return [
        [layer.fields, layer.width],
        [layer.fields, 1],
      ];
    case "add":
      return Array.from({ length: layer.operands }, () => layer.shape);
    case "concatenation":
      return layer.parts;
    case "normalisation":
      return [layer.shape];
  }
}

/** Shape that a layer gives. */
export function outputShape(layer: Layer): Shape {
  switch (layer.kind) {
    case "convolution":
    case "pooling": {
      const { height, width } = outputExtents(layer);
      return [layer.kind === "convolution" ? layer.filters : layer.channels, height, width];
    }
    case "fullyConnected":
      return rows(layer.positions, layer.outputs);
    case "attention":
      return [layer.queries, layer.modelWidth];
    case "recurrentCell":
      return rows(layer.steps, layer.hidden);
    case "embedding":
      return [layer.lookups, layer.width];
    case "factorisationMachine":
      return [1];
    case "add":
    case "normalisation":
      return layer.shape;
    case "concatenation": {
      const [first = []] = layer.parts;
      return [layer.parts.reduce((sum, part) => sum + (part[0] ?? 0), 0), ...first.slice(1)];
    }
  }
}

/** Number of elements. */
export function elements(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/** `3×227×227` */
export function shapeText(shape: Shape): string {
  return shape.join("×");
}

/** One row of values is a plain vector. */
function rows(count: number, width: number): Shape {
  return count === 1 ? [width] : [count, width];
}
