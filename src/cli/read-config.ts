import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Source } from "../core/source.js";
import { errnoWords, isDiskError } from "../output/errno.js";
import { readAtMost } from "./read-at-most.js";

/** In bytes; the configuration of a kernel with every driver has about 300 KiB. */
const LARGEST = 16 * 1024 * 1024;

/**
 * Reads the configuration of a kernel, which may be a gzip file; an error has no span.
 * @param file a path, or the descriptor of standard input
 * @param name its name in messages
 */
export async function readConfig(
  file: string | number,
  name: string,
): Promise<Source | Diagnostic> {
  try {
    const bytes = await unzipped(readAtMost(file, LARGEST));
    if (bytes.length > LARGEST || bytes.includes(0))
      return error(
        "not-a-kernel-config",
        undefined,
        `${name} is not a kernel configuration: it is not a text`,
        { help: "name /proc/config.gz or a file such as /boot/config-6.12.48" },
      );
    return { name, text: bytes.toString("utf8") };
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return error(
      "unreadable-config",
      undefined,
      thrown.code === "ENOENT"
        ? `${name} does not exist`
        : `${name} cannot be read: ${errnoWords(thrown)}`,
      {
        help: "name a configuration that this user can read, such as /proc/config.gz or /boot/config-*",
      },
    );
  }
}

/** The first bytes of a gzip file: RFC 1952, section 2.3.1. */
const GZIP = [0x1f, 0x8b];

/** @throws an error with a code of zlib, if the bytes are damaged */
async function unzipped(bytes: Buffer): Promise<Buffer> {
  if (!GZIP.every((byte, at) => bytes[at] === byte)) return bytes;
  const { gunzipSync } = await import("node:zlib");
  return gunzipSync(bytes, { maxOutputLength: LARGEST });
}
