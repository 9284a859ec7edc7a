/** Codes of the stage `check`. */
export const checkEntries = {};
