/** The shells that tunegen completes its command line in. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];
