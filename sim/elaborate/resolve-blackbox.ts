import {
  type AnyLeafSignal,
  type Blackbox,
  type BlackboxParam,
  type BlackboxPin,
  isCompositeSignal,
  isLeafSignal,
  marksOf,
  Module,
  type OfInstance,
  verilogNameProblem,
} from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { BlackboxConnection, BlackboxInstance, BlackboxTarget } from "./blackbox-instance.ts";
import type { DeclarationPlaces } from "./declaration-places.ts";
import type { Instance } from "./design.ts";

interface Resolved {
  readonly blackbox: BlackboxInstance | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the black box of an instance is in SystemVerilog; undefined if it is none. Errors: E-BLACKBOX. */
export function resolveBlackbox({ module, signals }: Instance, places: DeclarationPlaces): Resolved {
  const { blackbox } = marksOf(module);
  if (blackbox === undefined) return { blackbox: undefined, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const refuse = (problem: string, cure: string): void => {
    const facts = { className: module.constructor.name, problem, cure };
    diagnostics.push(diagnose("E-BLACKBOX", facts, { path: module.path, places: places(module, "") }));
  };
  const given = blackbox as unknown as Blackbox<Module>;
  const name = ofInstance(given.module, module);
  const nameProblem = typeof name === "string" ? verilogNameProblem(name) : "is no text";
  if (nameProblem)
    refuse(`\`module\`: ${String(name)} ${nameProblem}`, "give the name of the vendor's module");
  const pins = resolvePins(module, signals, ofInstance(given.ports, module), refuse);
  const params = new Map<string, BlackboxParam>();
  for (const [param, value] of Object.entries(given.params ?? {})) {
    const problem = verilogNameProblem(param);
    if (problem) refuse(`the parameter ${param} ${problem}`, "give its name in the vendor's module");
    const seen = ofInstance(value, module);
    if (isParam(seen)) params.set(param, seen);
    else
      refuse(
        `the parameter ${param} can't be ${String(seen)}`,
        "give a number, bigint, text or boolean, or a function that makes one of the instance",
      );
  }
  return { blackbox: { module: name, pins, params }, diagnostics };
}

function ofInstance<T>(value: OfInstance<Module, T>, module: Module): T {
  return typeof value === "function" ? (value as (instance: Module) => T)(module) : value;
}

function isParam(value: unknown): value is BlackboxParam {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "bigint" || typeof value === "string" || typeof value === "boolean";
}

type Refuse = (problem: string, cure: string) => void;

function resolvePins(
  module: Module,
  signals: readonly AnyLeafSignal[],
  given: Readonly<Record<string, BlackboxPin>>,
  refuse: Refuse,
): readonly BlackboxConnection[] {
  const pins: BlackboxConnection[] = [];
  const pinOf = new Map<AnyLeafSignal, string>();
  for (const [pin, value] of Object.entries(given)) {
    const problem = verilogNameProblem(pin);
    if (problem) refuse(`the pin ${pin} ${problem}`, "give its name in the vendor's module");
    const to = targetOf(module, signals, value);
    if (typeof to === "string") refuse(`the pin ${pin}: ${to}`, cureOf(signals));
    else {
      pins.push({ pin, to });
      if (to.kind !== "signals") continue;
      for (const signal of to.signals) {
        const other = pinOf.get(signal);
        if (other !== undefined)
          refuse(`${signal.key} stands at the pins ${other} and ${pin}`, "give each pin a port of its own");
        pinOf.set(signal, pin);
      }
    }
  }
  for (const signal of signals)
    if (isPort(signal) && !pinOf.has(signal))
      refuse(
        `the ${signal.direction} ${signal.key} stands at no pin`,
        `name it in \`ports\`: { PIN: "${signal.key}" }`,
      );
  const hasClock = pins.some(({ to }) => to.kind === "clock");
  if (!hasClock && module.update !== Module.prototype.update)
    refuse("it has an update(), and no pin has the clock", 'name the clock in `ports`: { CLK: "clock" }');
  return pins;
}

/** What a pin is; a text says what is wrong. */
function targetOf(
  module: Module,
  signals: readonly AnyLeafSignal[],
  value: BlackboxPin,
): BlackboxTarget | string {
  if (typeof value === "boolean") return { kind: "constant", value: Number(value) };
  if (typeof value === "bigint" || (typeof value === "number" && Number.isSafeInteger(value)))
    return value < 0 ? `${value} is below 0` : { kind: "constant", value };
  if (typeof value !== "string") return `${String(value)} is no name and no whole number`;
  const inverted = value.startsWith("!");
  const name = inverted ? value.slice(1) : value;
  const found = signalsOf(module, signals, name);
  if (found.length > 0) {
    const other = found.find((signal) => !isPort(signal));
    if (other) return `${name} is a ${other.direction}, which is no port`;
    return { kind: "signals", signals: found, inverted };
  }
  if (name === "clock" || name === "reset") return { kind: name, inverted };
  return signals.some(({ key }) => key.startsWith(`${name}.`) || key.startsWith(`${name}[`))
    ? `${name} is several signals`
    : `there is no ${name} in the class`;
}

/** A signal by its name, or the leaves of a vec or struct. */
function signalsOf(
  module: Module,
  signals: readonly AnyLeafSignal[],
  name: string,
): readonly AnyLeafSignal[] {
  const steps = name.split(/[.[\]]+/).filter((step) => step !== "");
  let at: unknown = module;
  for (const step of steps) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return [];
    at = (at as Record<string, unknown>)[step];
  }
  if (isLeafSignal(at)) return signals.includes(at) ? [at] : [];
  return isCompositeSignal(at)
    ? signals.filter(({ key }) => key.startsWith(`${name}.`) || key.startsWith(`${name}[`))
    : [];
}

function cureOf(signals: readonly AnyLeafSignal[]): string {
  const names = signals.filter(isPort).map(({ key }) => key);
  return `name one of ${[...names, "clock", "reset"].join(", ")}, with ! in front where the pin is active low, or a constant`;
}

function isPort({ direction }: AnyLeafSignal): boolean {
  return direction === "input" || direction === "output" || direction === "outputReg";
}
