import fc from "fast-check";

/** The normal and the tools tier draw the same values each time; `SYSTOLE_SEED=<n> npm test` draws others. */
fc.configureGlobal({ seed: Number(process.env["SYSTOLE_SEED"] ?? 1) });
