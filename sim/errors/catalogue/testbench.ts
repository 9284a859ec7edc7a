/** Codes of the stage `testbench`. */
export const testbenchEntries = {};
