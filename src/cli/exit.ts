/** How a command ends. */
export const EXIT = {
  fine: 0,
  /** Findings, or files that are not as the spec asks for. */
  findings: 1,
  /** Wrong usage, a broken spec, or a disk that refuses. */
  usage: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
