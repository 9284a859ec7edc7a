import { bit, clockDomain, type Module, uint } from "../sim/describe/index.ts";
import type { ResetDivergenceOptions } from "../sim/verify/reset-divergence.ts";
import * as eie from "./eie/index.ts";
import * as lib from "./lib/index.ts";
import * as noc from "./noc/index.ts";
import * as risc from "./risc/index.ts";
import * as systolic from "./systolic/index.ts";

/** How a module of the library is looked at: small, with random inputs, and what may tell one power-on from another after a reset. */
export interface ResetCase<M extends Module = Module> extends Omit<
  ResetDivergenceOptions<M>,
  "dut" | "states" | "seed"
> {
  readonly make: () => M;
  /** Registers and memories, by their paths below the top, that outputs may show, each with the reason why no harm comes of it. */
  readonly waived?: readonly (readonly [paths: RegExp, reason: string])[];
}

const read =
  "a read port holds nothing until the first read: who reads waits for the word that it has asked for";
const words = "an SRAM has no reset: its words are unknown until they are written";
const data =
  "data pass by without a reset: who uses them knows by a valid bit beside them when they are there";
const filled = "the I/O mode fills it before a layer starts";

const params = {
  pes: 4,
  activations: 4,
  pointers: 16,
  entries: 32,
  activationSram: 16,
  queueDepth: 3,
  rowWidth: 16,
};
const config = eie.eieConfig(params);
const mesh = noc.nocConfig({ columns: 2, rows: 1 });
const write = clockDomain("write");
const flits = [
  [/^(out\[\d\]|toRouter)\.(?:channel|flit.*)$/, "$1.valid"],
  [/^(in\[\d\]|fromRouter)\.creditChannel$/, "$1.credit"],
  [/^arrived(?:Channel|Flit)(\[\d\])?(?:\..*)?$/, "arrived$1"],
] as const;

/** Every module of the library, by the name of its class. */
export const resetCases: Readonly<Record<string, ResetCase>> = {
  ActivationQueue: of({
    make: () => new eie.ActivationQueue(config),
    guards: [[/^(?:activation|column)$/, "!empty"]],
    drive(dut, random) {
      dut.pushActivation.value = random.integer(-100, 100);
      dut.pushColumn.value = random.bits(2);
      dut.push.value = dut.full.value === 0 && random.chance();
      dut.pop.value = dut.empty.value === 0 && random.chance();
    },
  }),
  ActivationRegisters: {
    make: () => new eie.ActivationRegisters(config, 1),
    waived: [[/^sram$/, filled]],
  },
  AddressAccumulator: {
    make: () => new eie.AddressAccumulator(config),
    guards: [[/^address$/, "addressValid"]],
  },
  ArithmeticPipeline: {
    make: () => new eie.ArithmeticPipeline(config),
    guards: [[/^write(?:Address|Data)$/, "write"]],
  },
  AsyncFifo: {
    make: () => new lib.AsyncFifo(uint(8), 4, { write }),
    clocks: { write: { frequency: "606MHz" } },
  },
  BankedSram: {
    make: () => new lib.BankedSram(uint(8), 2, 2, 4),
    waived: [
      [/readData$/, read],
      [/words$/, words],
    ],
  },
  Broadcast: { make: () => new eie.Broadcast(config) },
  CentralControl: {
    make: () => new eie.CentralControl(config),
    waived: [
      [/^(?:rowColumn|from|scanRow|ended)$/, "the start of a layer sets it, and nobody looks at it before"],
    ],
  },
  CodebookDecoder: {
    make: () => new eie.CodebookDecoder(config),
    waived: [
      [/^weight$/, data],
      [/^codebook$/, filled],
    ],
  },
  Counter: { make: () => new lib.Counter(10) },
  CrossbarBank: {
    make: () => new lib.CrossbarBank(uint(8), 2, 2, 4, 1),
    waived: [
      [/readData$/, read],
      [/words$/, words],
    ],
  },
  DelayLine: { make: () => new lib.DelayLine(uint(8), 3), after: 3 },
  DramModel: of({
    make: () =>
      new lib.DramModel(uint(8), { words: 64, rowWords: 8, banks: 2, burst: 4, tRCD: 2, tRP: 2, tCAS: 2 }),
    drive({ request, response }, random) {
      const address = random.bits(4) * 4;
      request.payload.value = {
        ...request.payload.value,
        write: 0,
        address,
        data: random.bits(8),
      } as never;
      request.valid.value = random.bits(1);
      response.ready.value = random.bits(1);
    },
  }),
  Eie: {
    make: () => new eie.Eie(params),
    cycles: 60,
    waived: [
      [
        /^pe\[\d\]\.(?:pointers\.(?:even|odd)|registers\.(?:sram|file[AB])|matrix\.sram|decoder\.codebook)$/,
        filled,
      ],
    ],
  },
  FifoChain: { make: () => new lib.FifoChain(uint(8), 2) },
  GemmUnit: {
    make: () => new systolic.GemmUnit(2, 3, 8),
    guards: [[/^result.*$/, "resultValid"]],
    waived: [
      [/^sums/, "the first block of a row is written without accumulating"],
      [/^array\.cell.*\.weight$/, "weights are shifted in before the rows that use them"],
    ],
  },
  Lfsr: { make: () => new lib.Lfsr(5) },
  LnzdLeaf: { make: () => new eie.LnzdLeaf(config, 0, 4) },
  LnzdNode: { make: () => new eie.LnzdNode(config, 4) },
  LnzdTree: { make: () => new eie.LnzdTree(config) },
  MacCell: {
    make: () => new systolic.MacCell(),
    waived: [
      [/^(?:actOut|psumOut)$/, data],
      [/^weight$/, "weights are shifted in before the rows that use them"],
    ],
  },
  Mesh: { make: () => new noc.Mesh({ columns: 2, rows: 1 }), guards: flits, cycles: 40 },
  NetworkInterface: { make: () => new noc.NetworkInterface(mesh), guards: flits, cycles: 60 },
  OutputStationaryArray: { make: () => new systolic.OutputStationaryArray(2, 2) },
  OutputStationaryCell: {
    make: () => new systolic.OutputStationaryCell(),
    guards: [[/^(?:act|weight)Out$/, "validOut"]],
  },
  PointerRead: {
    make: () => new eie.PointerRead(config, 1),
    guards: [[/^(?:address|first|activation)$/, "request"]],
    waived: [[/^(?:even|odd)$/, filled]],
  },
  ProcessingElement: of({
    make: () => new eie.ProcessingElement(config, 1),
    cycles: 60,
    drive(dut, random) {
      dut.pushActivation.value = random.integer(-100, 100);
      dut.pushColumn.value = random.bits(2);
      dut.push.value = dut.full.value === 0 && random.chance();
    },
    waived: [
      [/^(?:pointers\.(?:even|odd)|registers\.(?:sram|file[AB])|matrix\.sram|decoder\.codebook)$/, filled],
    ],
  }),
  RegisterFifo: { make: () => new lib.RegisterFifo(uint(8), 4) },
  ResetSynchroniser: { make: () => new lib.ResetSynchroniser() },
  RiscController: { make: () => new risc.RiscController(risc.sumProgram(5), 16) },
  RoundRobinArbiter: { make: () => new lib.RoundRobinArbiter(4) },
  Router: { make: () => new noc.Router(mesh, 1, 0), guards: flits, cycles: 40, states: 1 } as ResetCase,
  SparseMatrixRead: {
    make: () => new eie.SparseMatrixRead(config, 1),
    guards: [
      [/^s1(?:Code|ZeroRun|Activation|First)$/, "s1Valid"],
      [/^(?:code|zeroRun)$/, "valid"],
    ],
    waived: [[/^sram$/, filled]],
  },
  SramBank: {
    make: () => new lib.SramBank(uint(8), 8),
    waived: [
      [/^readData$/, read],
      [/^words$/, words],
    ],
  },
  SramMacro: {
    make: () => new lib.SramMacro(uint(8), 8),
    waived: [
      [/^readData$/, read],
      [/^words$/, words],
    ],
  },
  StreamStall: { make: () => new lib.StreamStall(uint(8), 3) },
  Synchroniser: { make: () => new lib.Synchroniser(bit), after: 2 },
  WeightStationaryArray: {
    make: () => new systolic.WeightStationaryArray(2, 3),
    waived: [
      [/psumOut$/, data],
      [/actOut$/, data],
      [/weight$/, "weights are shifted in before the rows that use them"],
    ],
  },
};

/** A case with a driver that knows its module. */
function of<M extends Module>(one: ResetCase<M>): ResetCase {
  return one as unknown as ResetCase;
}
