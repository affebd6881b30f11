import { closeSync, openSync, readSync } from "node:fs";

const CHUNK = 64 * 1024;

/**
 * The bytes of a file, a pipe or a descriptor, and no more than a little over `most`: a pipe or a device has no size
 * that could be looked at before.
 * @throws what the operating system says
 */
export function readAtMost(file: string | number, most: number): Buffer {
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
