import type { Section } from "../../../sim/report/index.ts";

/** What is compared, and how. */
export const introduction: Section = {
  title: "What is compared, and how",
  blocks: [
    {
      kind: "text",
      text: [
        "EIE (Han et al., ISCA 2016) computes fully connected layers on compressed weights. The paper evaluates it on the nine layers of its Table III, whose pruned matrices are not published. Here each is **random**: weights independent of each other at the published density, exactly round(inputs · density) activations, by seed. Nothing is tuned.",
        "Times are those of the **cycle model**, an independently written count of what the machine does cycle by cycle. The machine itself, the module `Eie`, is held to it: tests run layers of many shapes on both and compare each PE's cycles by cause, and `systole run eie/table4` does it for the nine layers of Table IV.",
        "A published figure has a class. **Exact**: to be met to the printed digit. **Band**: to be met within the given share, because what it rests on was not published whole. **Bound**: on one side of the value. A curve without numbers is compared by what it shows, in words. Each figure that is missed has its reason beside it.",
        "Not here: Figure 10 (accuracy by precision) needs trained networks and ImageNet; Figures 1 to 5 and Table I describe the machine and the memory and hold no results; Figure 7 (energy over a CPU) is in the part on energy.",
      ].join("\n\n"),
    },
  ],
};
