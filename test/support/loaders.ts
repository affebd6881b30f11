/** A program that applies a file of sysctl.d(5). */
export interface Loader {
  readonly name: string;
  /** On the PATH, or absolute. */
  readonly program: string;
  readonly args: readonly string[];
  /** What makes a missing key a failure, where that is not so anyway. */
  readonly strict: readonly string[];
}

/** The loaders that the sysctl.d target writes for. */
export const loaders: readonly Loader[] = [
  {
    name: "systemd-sysctl",
    program: "/usr/lib/systemd/systemd-sysctl",
    args: [],
    strict: ["--strict"],
  },
  { name: "procps", program: "sysctl", args: ["-p"], strict: [] },
  { name: "busybox", program: "busybox", args: ["sysctl", "-p"], strict: [] },
];

/** The loader's command as the words of a shell; the file is to be added. */
export function shellCommand(
  { program, args, strict }: Loader,
  as: { readonly strict: boolean },
): string {
  return shellWords([program, ...args, ...(as.strict ? strict : [])]);
}

/** Words quoted for a shell, for paths with blanks. */
export function shellWords(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
}
