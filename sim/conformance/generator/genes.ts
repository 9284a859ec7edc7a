import fc from "fast-check";

/**
 * What fast-check makes and shrinks: trees of plain numbers, of which every one means a legal design. The printer reads them
 * with "modulo what is possible here", so that a smaller gene means a simpler design, and 0 the simplest choice.
 */
export interface ExpressionGene {
  readonly pick: number;
  readonly value: number;
  readonly kids: readonly ExpressionGene[];
}

export interface StatementGene {
  readonly kind: number;
  readonly target: number;
  readonly value: ExpressionGene;
  readonly test: ExpressionGene;
  readonly body: readonly StatementGene[];
}

export interface SignalGene {
  readonly type: number;
  readonly shape: number;
  readonly start: number;
}

export interface ChildGene {
  readonly module: number;
  readonly count: number;
  readonly constant: number;
  /** One number an input: whether and to what it is connected. */
  readonly wiring: readonly number[];
}

export interface ModuleGene {
  readonly inputs: readonly SignalGene[];
  readonly outputs: readonly SignalGene[];
  readonly wires: readonly SignalGene[];
  readonly registers: readonly SignalGene[];
  readonly memories: readonly SignalGene[];
  readonly children: readonly ChildGene[];
  readonly helper: ExpressionGene;
  /** How each driven signal gets its value, used in turn. */
  readonly drives: readonly StatementGene[];
  readonly latches: readonly StatementGene[];
  /** Statements behind those that drive everything once. */
  readonly moreDrives: readonly StatementGene[];
  readonly moreLatches: readonly StatementGene[];
}

export interface CycleGene {
  readonly reset: boolean;
  readonly values: readonly { readonly pick: number; readonly value: number }[];
}

export interface DesignGene {
  /** Some assertions may fail; a failing one keeps its edge from happening. */
  readonly failing: boolean;
  /** Children may have clocks and resets of their own, which their numbers choose. */
  readonly clocks: boolean;
  /** The top first; a module's children are of later ones. */
  readonly modules: readonly ModuleGene[];
  readonly tables: readonly number[];
  readonly cycles: readonly CycleGene[];
}

export const nothing: ExpressionGene = { pick: 0, value: 0, kids: [] };

/** The genes of designs, of one clock unless `clocks` says so, and with assertions that always hold unless `failing` says so. Size 0 gives single modules of a few lines, 1 what the quick tier runs, 2 rich hierarchies. */
export function designGenes(
  size: 0 | 1 | 2,
  { clocks = false, failing = false } = {},
): fc.Arbitrary<DesignGene> {
  const { expression, statement } = codeGenes(size);
  const signal = fc.record({ type: fc.nat(63), shape: fc.nat(16), start: fc.nat(1023) });
  const some = <T>(gene: fc.Arbitrary<T>, most: number, least = 0) =>
    fc.array(gene, { minLength: least, maxLength: most, size: "max" });
  const child = fc.record({
    module: fc.nat(15),
    count: fc.nat(5),
    constant: fc.nat(6),
    wiring: some(fc.nat(63), 4, 1),
  });
  const module = fc.record({
    inputs: some(signal, 2 + size, 1),
    outputs: some(signal, 2 + size, 1),
    wires: some(signal, 1 + size),
    registers: some(signal, 2 + size),
    memories: some(signal, size),
    children: some(child, size === 0 ? 0 : 1 + size),
    helper: expression,
    drives: some(statement, 4 + size, 1),
    latches: some(statement, 4 + size, 1),
    moreDrives: some(statement, 2 + size),
    moreLatches: some(statement, 2 + size),
  });
  const cycle = fc.record({
    reset: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
    values: some(fc.record({ pick: fc.nat(15), value: fc.nat(2 ** 31 - 1) }), 6, 1),
  });
  return fc.record({
    failing: failing ? fc.nat(2).map((n) => n === 2) : fc.constant(false),
    clocks: fc.constant(clocks),
    modules: some(module, [1, 3, 5][size] as number, 1),
    tables: some(fc.nat(2 ** 20), 5, 1),
    cycles: some(cycle, 8, 1),
  });
}

function codeGenes(size: 0 | 1 | 2) {
  const pick = fc.nat(2 ** 16 - 1);
  const value = fc.nat(2 ** 31 - 1);
  const depth = [1, 2, 4][size] as number;
  const { expression } = fc.letrec<{ expression: ExpressionGene }>((tie) => ({
    expression: fc.record({
      pick,
      value,
      kids: fc.oneof(
        { maxDepth: depth, withCrossShrink: true, depthIdentifier: "expression" },
        fc.constant([]),
        { weight: 3, arbitrary: fc.array(tie("expression"), { minLength: 1, maxLength: 3, size: "max" }) },
      ),
    }),
  }));
  const { statement } = fc.letrec<{ statement: StatementGene }>((tie) => ({
    statement: fc.record({
      kind: pick,
      target: fc.nat(63),
      value: expression,
      test: expression,
      body: fc.oneof(
        { maxDepth: 1 + size, withCrossShrink: true, depthIdentifier: "statement" },
        fc.constant([]),
        fc.array(tie("statement"), { minLength: 1, maxLength: 2, size: "max" }),
      ),
    }),
  }));
  return { expression, statement };
}
