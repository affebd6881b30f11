/** The exit codes. */
export const EXIT = {
  fine: 0,
  /** Findings, or files that differ from the spec. */
  findings: 1,
  /** Wrong usage, an invalid spec, or a disk error. */
  usage: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
