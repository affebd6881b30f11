/** The exit codes. */
export const EXIT = {
  fine: 0,
  /** Findings, or files that differ from the spec. */
  findings: 1,
  /** Wrong usage, an invalid spec, or a disk error. */
  usage: 2,
} as const;

/** What each exit code says, for the help and the manual page. */
export const exitTexts: Readonly<Record<ExitCode, string>> = {
  0: "success",
  1: "findings or stale files",
  2: "wrong usage or an invalid spec",
};

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
