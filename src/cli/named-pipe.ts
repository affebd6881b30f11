import type { Stats } from "node:fs";

/**
 * Whether a path is a named pipe: opening one waits for a writer, if need be forever. The pipe of the shell's `<(...)` is
 * an open descriptor, and none of these.
 */
export function isNamedPipe(path: string, stat: Stats): boolean {
  return (
    stat.isFIFO() &&
    !/^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/(?:self|\d+)\/fd\/\d+)$/u.test(path)
  );
}

/** A file that is not opened because it is a named pipe; its code is one more beside those of the operating system. */
export class NamedPipeError extends Error {
  readonly code = "NAMED_PIPE";
}
