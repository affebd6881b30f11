import manifest from "../../package.json" with { type: "json" };

/** The version of tunegen. */
export const { version } = manifest;

/** The options that ask for it. */
export const versionOptions = ["-V", "--version"] as const;

/** Whether a command line asks for the version, and for nothing else. */
export function asksVersion(args: readonly string[]): boolean {
  return args.length === 1 && versionOptions.some((each) => each === args[0]);
}
