import type { Module } from "../describe/index.ts";
import { follow } from "./bind.ts";
import type { Guards } from "./guards.ts";
import type { Body, Constant, Expression, FieldUse, RelativePath, ValueType } from "./ir.ts";
import { integerType } from "./value-type.ts";
import { expressionsOf, walkExpression, walkStatements } from "./walk-ir.ts";

/** The least and the greatest whole number that instances have at a path; undefined where all have one, or some have none. */
export type FieldBounds = (path: RelativePath) => readonly [low: number, high: number] | undefined;

/** The bounds of the fields of some instances, each path looked at once. */
export function fieldBounds(modules: readonly Module[]): FieldBounds {
  const known = new Map<string, ReturnType<FieldBounds>>();
  return (path) => {
    const key = keyOf(path);
    if (!known.has(key)) known.set(key, boundsOf(modules, path));
    return known.get(key);
  };
}

function boundsOf(modules: readonly Module[], path: RelativePath): ReturnType<FieldBounds> {
  let [low, high] = [Infinity, -Infinity];
  for (const module of modules) {
    const value = follow(module, path);
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return undefined;
    low = Math.min(low, value as number);
    high = Math.max(high, value as number);
  }
  return low < high ? [low, high] : undefined;
}

/**
 * A field's number, in which instances of one code may differ as long as nobody asks what it is: who looks at the value or its
 * bounds binds the code to this one number. `Fields.open` gives the expression that holds for all instead.
 */
class FieldConstant implements Constant {
  readonly op = "const";
  readonly path: RelativePath;
  readonly bounds: readonly [low: number, high: number];
  readonly #value: number;
  readonly #bind: () => void;

  constructor(path: RelativePath, value: number, bounds: readonly [number, number], bind: () => void) {
    this.path = path;
    this.bounds = bounds;
    this.#value = value;
    this.#bind = bind;
  }

  get value(): number {
    this.#bind();
    return this.#value;
  }

  get type(): ValueType {
    this.#bind();
    return integerType(this.#value, this.#value);
  }
}

/** The numbers in fields that one lowering of a module met: which of them are the instance's own, and which the code's. */
export class Fields {
  readonly uses: FieldUse[] = [];
  readonly #guards: Guards;
  readonly #boundsOf: FieldBounds;
  readonly #fixed: ReadonlySet<string>;
  readonly #bound = new Set<string>();
  readonly #open = new Map<string, number>();

  /** `fixed`: the fields whose numbers the code shall be bound to. */
  constructor(guards: Guards, boundsOf: FieldBounds, fixed: ReadonlySet<string>) {
    this.#guards = guards;
    this.#boundsOf = boundsOf;
    this.#fixed = fixed;
  }

  /** A number at a path of the instance; undefined where it is noted as every other constant. */
  constantAt(path: RelativePath, value: unknown): Constant | undefined {
    const key = keyOf(path);
    if (typeof value !== "number" || this.#fixed.has(key)) return undefined;
    const bounds = this.#boundsOf(path);
    if (!bounds || value < bounds[0] || value > bounds[1]) return undefined;
    return new FieldConstant(path, value, bounds, () => {
      this.#bound.add(key);
      this.#guards.note(path, value);
    });
  }

  /** A field's number beside an integer that hardware computes, whose bounds hold those of the field: what each instance has there. */
  open(expr: Expression, beside: Expression): Expression {
    if (!(expr instanceof FieldConstant) || beside instanceof FieldConstant || beside.op === "const")
      return expr;
    const [low, high] = expr.bounds;
    const { type } = beside;
    if (type.kind !== "integer" || low < type.low || high > type.high) return expr;
    const key = keyOf(expr.path);
    let field = this.#open.get(key);
    if (field === undefined) {
      field = this.uses.length;
      this.#open.set(key, field);
      this.uses.push({ path: expr.path, low, high });
    }
    return { op: "field", type: integerType(low, high), field };
  }

  /** The fields that the code leaves open. */
  get opened(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** The fields that are to be bound from the start: open in one place and bound in another, or in the code as what they are here. */
  mixed(bodies: readonly (Body | undefined)[]): readonly string[] {
    const found = new Set(this.opened.filter((key) => this.#bound.has(key)));
    const look = (expr: Expression): void => {
      if (expr instanceof FieldConstant) found.add(keyOf(expr.path));
    };
    for (const body of bodies)
      walkStatements(body?.statements ?? [], (statement) => {
        for (const expr of expressionsOf(statement)) walkExpression(expr, look);
      });
    return [...found];
  }
}

/** Whether the fields of a code have the bounds that those of a design have. */
export function haveBounds(uses: readonly FieldUse[], boundsOf: FieldBounds): boolean {
  return uses.every(({ path, low, high }) => {
    const bounds = boundsOf(path);
    return bounds?.[0] === low && bounds[1] === high;
  });
}

function keyOf(path: RelativePath): string {
  return path.join("\u0000");
}
