import { estimateArea, estimateEnergy, scaleActivity, table45nmSource } from "../../../sim/estimate/index.ts";
import type { Block, ComparedFigure, Section } from "../../../sim/report/index.ts";
import { calibratedUnits, steadyState } from "./calibration.ts";
import { tableIiClock, tableIiSource, tableIiTotal, tableIiUnits } from "../published/table-ii.ts";
import { publishedEnergyMachine, tableUnits } from "./units.ts";
import { tableIvBand } from "../published/table-iv.ts";

const machine = { ...publishedEnergyMachine, pes: 1 };

/** Power of each unit of one PE in the paper's steady state, in mW, from the 45 nm table alone. */
export function steadyStatePower(): ReadonlyMap<string, number> {
  // One cycle's energy in pJ, times the clock.
  const energy = estimateEnergy(scaleActivity(steadyState.perCycle, 1), tableUnits(machine));
  return new Map(energy.perUnit.map(({ unit, picojoules }) => [unit, picojoules * 1e-9 * tableIiClock]));
}

/** One PE: estimates of power and area beside Table II. */
export function peSection(): Section {
  return {
    title: "Energy and area of one PE",
    blocks: [
      { kind: "text", text: introduction },
      {
        kind: "comparison",
        caption: "Power of one PE by the 45 nm table, against Table II",
        figures: powers(),
      },
      factorTable(),
      costTable(),
      { kind: "comparison", caption: "Area of one PE, against Table II", figures: areas() },
    ],
  };
}

const introduction = [
  "Everything in this part is an **estimate**: counts of the cycle model times what an operation costs. Two estimates stand side by side. They are held to the 12 % that the times of Table IV are held to; neither was adjusted to meet them.",
  "- **Table**: costs from Horowitz's 45 nm table, by stated rules where it has no entry (a 16-bit multiplication lies on the power law through 8 and 32 bits; an SRAM access grows with its width and with the square root of the capacity). It knows no clock network, no pipeline registers, no control and no leakage.",
  "- **Calibrated**: the same costs, scaled unit by unit until a PE has the power of Table II at the steady state of section VI: an entry in each cycle, a row and two pointers every 8 cycles. That Table II was measured at that activity is assumed. The share of the clock network (20.5 % of a PE) is spent in each cycle, busy or not, and is the same in each unit (both assumed). At that activity it equals Table II by construction, so it says nothing about Table II, but something about layers that do other things per cycle.",
  "Not estimated, because the paper gives no figure: the central control unit, the wires of the broadcast, the I/O of the chip.",
].join("\n\n");

function powers(): readonly ComparedFigure[] {
  const powers = steadyStatePower();
  const figure = (name: string, value: number, measured: number | undefined): ComparedFigure => ({
    published: {
      id: `eie/table-ii/power/${slug(name)}`,
      what: `${name}, power of one PE`,
      value,
      unit: "mW",
      class: "band",
      band: tableIvBand,
      source: tableIiSource,
    },
    measured,
    why: reasons[name] ?? "the table has no clock network, a fifth of each published figure",
  });
  const units = tableIiUnits.flatMap(({ name, milliwatts }) =>
    milliwatts === undefined ? [] : [figure(name, milliwatts, powers.get(name))],
  );
  const total = tableIiUnits.reduce((sum, { name }) => sum + (powers.get(name) ?? 0), 0);
  return [...units, figure(tableIiTotal.name, tableIiTotal.milliwatts, total)];
}

const reasons: Readonly<Record<string, string>> = {
  "Act queue":
    "its words are taken for those of a register file of the table, whose size the table doesn't give; a queue of 7 words is smaller",
  PtrRead:
    "a 16-bit word is taken for half of a 32-bit one, although decoders and control of a bank cost the same at any width; two banks pay them twice",
  ActRW: "no clock network, and nothing for the activation SRAM, which the steady state doesn't touch",
  Total: "no clock network (20.5 % of the published power), no pipeline registers, no control in the table",
};

function factorTable(): Block {
  const { factors } = calibratedUnits(steadyState, machine);
  const powers = steadyStatePower();
  return {
    kind: "table",
    caption:
      "From the table to the calibration: the factor would be 1 if the table met what a unit spends besides its clock",
    columns: [
      { title: "unit" },
      { title: "table", unit: "mW", digits: 3 },
      { title: "Table II", unit: "mW", digits: 3 },
      { title: "factor", digits: 2 },
    ],
    rows: tableIiUnits
      .filter(({ milliwatts }) => milliwatts !== undefined)
      .map(({ name, milliwatts }) => [name, powers.get(name), milliwatts, factors[name]]),
  };
}

function costTable(): Block {
  const calibrated = new Map(calibratedUnits(steadyState, machine).units.map((unit) => [unit.name, unit]));
  return {
    kind: "table",
    caption:
      "What an operation costs, and how well the first figure is founded; the calibrated one is no better than its assumptions",
    columns: [
      { title: "unit" },
      { title: "operation" },
      { title: "table", unit: "pJ", digits: 3 },
      { title: "class" },
      { title: "calibrated", unit: "pJ", digits: 3 },
      { title: "source of the first" },
    ],
    rows: tableUnits(machine).flatMap(({ name, operations }) =>
      Object.entries(operations).map(([operation, cost]) => [
        name,
        operation,
        cost.picojoules,
        cost.class,
        calibrated.get(name)!.operations[operation]!.picojoules,
        cost.source.replace(table45nmSource, "45 nm table"),
      ]),
    ),
  };
}

function areas(): readonly ComparedFigure[] {
  const estimate = estimateArea(tableUnits(machine).filter(({ name }) => name !== "LNZD node"));
  const figure = (name: string, value: number, measured: number | undefined): ComparedFigure => ({
    published: {
      id: `eie/table-ii/area/${slug(name)}`,
      what: `${name}, area of one PE`,
      value,
      unit: "µm²",
      class: "band",
      band: tableIvBand,
      source: tableIiSource,
    },
    measured,
    why:
      areaReasons[name] ?? "SRAMs are CACTI's, for one port and 1.25 ns; registers and control are missing",
  });
  const areaOf = (name: string) => estimate.rows.find(({ unit }) => unit === name)?.squareMicrometres;
  return [
    ...tableIiUnits.map(({ name, squareMicrometres }) => figure(name, squareMicrometres, areaOf(name))),
    figure(tableIiTotal.name, tableIiTotal.squareMicrometres, estimate.squareMicrometres),
  ];
}

const areaReasons: Readonly<Record<string, string>> = {
  "Act queue": "the table has no area of registers",
  ArithmUnit: "multiplier and adders only; codebook and pipeline registers have no area in the table",
  ActRW: "the 2 KB SRAM only; the two register files have no area in the table",
  "filler cell": "placement fills what is left; no estimate",
};

function slug(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}
