/** A file of a new design, in lines. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

/** What `systole new` writes: a module, a testbench and a property, forty lines in all. */
export function newFiles(name: string): readonly NewFile[] {
  const className = classNameOf(name);
  const variable = className[0]?.toLowerCase() + className.slice(1);
  return [
    { file: `${name}.ts`, text: moduleText(className) },
    { file: `${name}.tb.ts`, text: testbenchText(name, className, variable) },
    { file: `${name}.prop.tb.ts`, text: propertyText(name, className, variable) },
  ];
}

/** The text of the line that is to be broken, and what it is broken to. */
export const breakable = { right: "=== 9 ? 0", wrong: "=== 9 ? 1" } as const;

/** `ring-counter` as `RingCounter`. */
export function classNameOf(name: string): string {
  return name.replace(/(?:^|[-_])([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function moduleText(className: string): string {
  return `import { bit, input, Module, outputReg, uint } from "systole";

/** Counts the cycles in which \`enable\` is high: 0 to 9, then 0 again. */
export class ${className} extends Module {
  readonly enable = input(bit);
  readonly count = outputReg(uint(4), { init: 0, range: [0, 9] });

  override update() {
    if (this.enable.value) this.count.next = this.count.value ${breakable.right} : this.count.value + 1;
  }
}
`;
}

function testbenchText(name: string, className: string, variable: string): string {
  return `import { testbench } from "systole";
import { ${className} } from "./${name}.ts";

export const ${variable}Counts = testbench(
  { name: "${name}/steps", tags: ["quick"], dut: () => new ${className}() },
  async ({ dut, clk, expect }) => {
    dut.enable.value = 1;
    await clk.cycles(12);
    expect(dut.count).toBe(2);
  },
);
`;
}

function propertyText(name: string, className: string, variable: string): string {
  return `import { checkProperty, fc, property, testbench } from "systole";
import { ${className} } from "./${name}.ts";

const followsItsModel = property({
  name: "${name} follows its model",
  dut: () => new ${className}(),
  model: { count: 0 },
  commands: {
    step: {
      given: fc.constant(1),
      drive: (dut: ${className}, now) => void (dut.enable.value = now ?? 0),
      step: (model, _, now) => void (model.count = (model.count + (now ?? 0)) % 10),
    },
  },
  check: (model, dut, expect) => expect(dut.count).toBe(model.count),
});
const { dut } = followsItsModel;
export const ${variable}Property = testbench({ name: "${name}/property", tags: ["quick"], dut }, ({ seed }) =>
  checkProperty(followsItsModel, { seed }),
);
`;
}
