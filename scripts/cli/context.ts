/** Where the command runs and where its words go. */
export interface Context {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes data: what a program reads. */
  readonly out: Outlet;
  /** Takes talk: notes, progress, errors. */
  readonly talk: Outlet;
  /** How the user calls this command: what lines to copy begin with. */
  readonly command: string;
  /** Set when Ctrl-C was pressed. */
  readonly interrupt: AbortSignal;
}

export interface Outlet {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters a line has. */
  readonly width: number;
  /** The text in a colour, where the outlet shows colours. */
  paint(colour: Colour, text: string): string;
}

export type Colour = "green" | "red" | "yellow" | "dim" | "bold";

/** What a shell is told. */
export const exitCode = { passed: 0, failed: 1, usage: 2, elaboration: 3, interrupted: 130 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
