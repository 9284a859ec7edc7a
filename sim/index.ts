/** Systole's public interface. `systole/hw` has the hardware library. */

// Modules: fields are signals and children; `propagate()` is combinational logic, `update()` is the clock edge.
export { Bundle, connect, type Link, Module } from "./describe/index.ts";

// Clocks: a module is in the domain of its parent unless it names, or is given, another.
export { clocked, clockDomain } from "./describe/index.ts";
export type { ClockDomain, ClockDomainOptions, Clocking, ResetKind, ResetSignal } from "./describe/index.ts";

// Signals: what a module's fields are made with.
export { input, output, outputReg, reg, wire } from "./describe/index.ts";
export type { InputSignal, OutputRegSignal, OutputSignal, RegSignal, WireSignal } from "./describe/index.ts";
export type { AnyLeafSignal, Readable, SignalOptions } from "./describe/index.ts";
export { Input, Output, OutputReg, Reg, Wire } from "./describe/index.ts";

// Storage: words behind ports, combinational or with a register.
export { binaryFile, hexFile, Memory, memory } from "./describe/index.ts";
export type { MemoryOptions, MemoryPorts, OnCollision, WordSource } from "./describe/index.ts";

// Behavioural modules: any TypeScript, with `state()` beside registers and memories, and `this.random`.
export { State, state, type StateOptions } from "./describe/index.ts";
export type { Blackbox, BlackboxParam, BlackboxPin, CombDeclaration } from "./describe/index.ts";

// Streams: a payload with `valid` and `ready`.
export { StreamSink, streamSink, StreamSource, streamSource } from "./describe/index.ts";

// Types: of signals and words.
export { bigSint, bigUint, bit, sint, uint } from "./describe/index.ts";
export { bf16, enumeration, fixed, float, fp16, fp24, fp32, struct, vec } from "./describe/index.ts";
export type { Enumeration, EnumerationType, EnumerationValue, FloatType } from "./describe/index.ts";
export type { BigSIntType, BigUIntType, BitType, SIntType, UIntType } from "./describe/index.ts";
export type { HardwareType, LeafType, StructFields, StructType, VecType } from "./describe/index.ts";
export type { ReadOf, WriteOf } from "./describe/index.ts";
export { fitValue, misfit, sameType, typeText, zeroValue } from "./describe/index.ts";

// Operators: what TypeScript has no sign for.
export { and, bits, concat, or, saturate, shl, shr, wrap, xor } from "./describe/index.ts";
export { bitsOf, fma, fromBits, sum, toFloat } from "./describe/index.ts";

// Running: a design becomes a program, a program becomes a simulation.
export { compile, type Program } from "./schedule/index.ts";
export { simulate, Simulation } from "./testbench/index.ts";
export type { EngineName, ResetOptions, SimulateOptions } from "./testbench/index.ts";
export type { Agent, Observer } from "./testbench/index.ts";
export type { ClockOptions } from "./engine/time/clock.ts";
export type { ClocksOptions } from "./engine/time/clock-set.ts";
export type { PowerOnOption } from "./engine/power-on.ts";
export type { Fraction, Time } from "./engine/time/units.ts";

// Snapshots and drive logs: a run goes on elsewhere; a part of it is run again without its testbench.
export { keepLog, type KeepLogOptions, type KeptLog, replay, type ReplayOptions } from "./testbench/index.ts";
export {
  type DriveLog,
  type LogSource,
  openDriveLog,
  readDriveLog,
  type Snapshot,
} from "./snapshot/index.ts";

// Testbenches: tasks in simulated time; `*.tb.ts` files export them, `systole run` runs them.
export { param, runTestbench, testbench } from "./testbench/index.ts";
export type { Param, Params, ParamValues } from "./testbench/index.ts";
export type { Testbench, TestbenchContext, TestbenchOptions } from "./testbench/index.ts";
export type { RunFailure, RunOptions, RunResult } from "./testbench/index.ts";
export type { Awaitable, ClockHandle, Strand, TaskHandle, Until, UntilOptions } from "./testbench/index.ts";
export { createExpect, type Expect, type Expectation, ExpectationFailure } from "./testbench/index.ts";
export { createRandom, type Random } from "./random/random.ts";

// Streams in testbenches: drivers, monitors and checkers, with random stalls.
export { streamChecker, streamDriver, streamMonitor } from "./testbench/index.ts";
export type { Stalls, StreamDriver, StreamMonitor, StreamOptions, Transfer } from "./testbench/index.ts";

// Properties: random commands against a model, shrunk; `fc` is fast-check, for the values of commands.
export { checkProperty, property } from "./verify/index.ts";
export type { CheckOptions, CheckResult, Command, Cycle, Property } from "./verify/index.ts";
export { default as fc } from "fast-check";

// Reports: published figures with ours beside them; `*.report.ts` files export them, `systole report` writes them.
export { judge, report } from "./report/index.ts";
export type { Block, Cell, Chart, ChartPoint, Column, Report, ReportGiven, Section } from "./report/index.ts";
export type {
  ComparedFigure,
  FigureClass,
  FigureVerdict,
  Judgement,
  PublishedFigure,
} from "./report/index.ts";

// Estimates: energy and area from counts of activity and tables of costs, each with its class.
export * from "./estimate/index.ts";

// Reset: which registers that it leaves alone reach an output.
export { resetDivergence } from "./verify/index.ts";
export type { ResetDivergence, ResetDivergenceOptions } from "./verify/index.ts";

// Waves: VCD files with a save file for GTKWave, waves as text, logs by cycle.
export { simulationWaves, type SimulationWaves, type SimulationWavesOptions } from "./waves/index.ts";
export { readVcd, type VcdContents, type VcdTrace } from "./trace/index.ts";
export { type CycleLine, cycleLog } from "./testbench/index.ts";

// Errors: one class, all findings of a stage, stable codes, places in your source.
export { formatDiagnostic, formatPlace, SystoleError } from "./errors/index.ts";
export type { Diagnostic, Place } from "./errors/index.ts";
