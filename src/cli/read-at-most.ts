import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isNamedPipe, NamedPipeError } from "./named-pipe.js";

const CHUNK = 64 * 1024;

/**
 * Reads the bytes of a file, a pipe or a descriptor, at most one chunk more than `most`: the size of a pipe or a device
 * is not known in advance.
 * @throws the error of the operating system, or that of a named pipe
 */
export function readAtMost(file: string | number, most: number): Buffer {
  if (typeof file === "string" && isNamedPipe(file, statSync(file)))
    throw new NamedPipeError();
  const descriptor = typeof file === "string" ? openSync(file, "r") : file;
  try {
    const chunks: Buffer[] = [];
    for (let size = 0; size <= most;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      size += read;
    }
    return Buffer.concat(chunks);
  } finally {
    if (typeof file === "string") closeSync(descriptor);
  }
}
