import { expect, test } from "vitest";
import { designGenes, sampleDesigns } from "../../../conformance/generator/index.ts";
import type { ModuleCode } from "../../../lower/index.ts";
import { compile } from "../../../schedule/compile.ts";
import { fieldsAsSignals } from "../plan/fields.ts";
import { difference, drawing, type KernelCase, layOut, partOf } from "./kernel-cases.test-kit.ts";
import { vectorise } from "./vector/vectorise.ts";

/** The codes of random designs. */
async function codesOf(seed: number, count: number, size: 0 | 1 | 2): Promise<readonly ModuleCode[]> {
  const codes = new Set<ModuleCode>();
  for (const { make } of await sampleDesigns(designGenes(size), count, seed)) {
    const program = compile(make());
    for (const instance of program.design.instances) codes.add(fieldsAsSignals(program.codeOf(instance)));
  }
  return [...codes];
}

/** Whole bodies and the parts of single signals, with random places, as every kind of kernel. */
function casesOf(code: ModuleCode, seed: number): readonly KernelCase[] {
  const draw = drawing(seed);
  const cases: KernelCase[] = [];
  const shape = (isRegular: boolean) => ({
    rows: 1 + draw(3),
    columns: [1, 2, 4, 5, 9, 16, 17, 23, 40][draw(9)]!,
    descending: draw(2) === 0,
    isList: !isRegular && draw(3) === 0,
    isRegular,
  });
  for (const method of ["propagate", "update"] as const) {
    const body = code[method];
    if (!body) continue;
    cases.push(layOut(code, body, method, body.statements, shape(draw(2) === 0), draw));
    cases.push(layOut(code, body, "check", body.statements, shape(false), draw));
    for (const signal of body.writes)
      cases.push(layOut(code, body, method, partOf(body.statements, method, signal), shape(true), draw));
  }
  return cases;
}

test(
  "kernels of random designs compute what the evaluator computes, in any layout",
  { timeout: 120_000 },
  async () => {
    const codes = [...(await codesOf(1, 12, 1)), ...(await codesOf(2, 4, 2))];
    let vectors = 0;
    let all = 0;
    codes.forEach((code, i) => {
      for (const one of casesOf(code, 77 + i)) {
        all += 1;
        if (vectorise(one.kernel).kind === "vector") vectors += 1;
        expect(difference(one, drawing(i)), `${code.className} of ${i}: ${one.kernel.name}`).toBeUndefined();
      }
    });
    expect(all).toBeGreaterThan(200);
    expect(vectors).toBeGreaterThan(40);
  },
);
