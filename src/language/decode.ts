import { type Diagnostic, error } from "../core/diagnostic.js";
import { positionAt, type Source, type Span } from "../core/source.js";

/** The largest file that is read: some twenty times the spec of a cluster of ten thousand hosts. */
export const LARGEST_SPEC = 32 * 1024 * 1024;

/**
 * UTF-8 bytes to a source with LF line ends, or the reason why they are none.
 * @param size the file's size, where it was too large to be read
 */
export function decodeSource(
  name: string,
  bytes: Uint8Array,
  size: number = bytes.length,
): Source | Diagnostic {
  const place = { source: { name, text: "" }, start: 0, end: 0 };
  if (size > LARGEST_SPEC) {
    return error(
      "spec-too-large",
      place,
      `the file is ${mebibytes(size)} MiB in size`,
      {
        why: `tunegen reads at most ${mebibytes(LARGEST_SPEC)} MiB, so that a wrong file cannot use up the machine's memory`,
        help: "check the path; split a larger spec by `include`",
      },
    );
  }
  if (
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff)
  ) {
    return error("spec-encoding", place, "the file is UTF-16", {
      why: "YAML for tunegen is UTF-8; PowerShell's `>` writes UTF-16",
      help: `save it as UTF-8: iconv -f UTF-16 -t UTF-8 ${name}`,
    });
  }
  if (bytes.includes(0)) {
    return error(
      "spec-encoding",
      place,
      "the file is binary: it contains NUL bytes",
      {
        help: "give the path of a YAML file",
      },
    );
  }
  let text: string;
  try {
    // A UTF-8 byte order mark is dropped here.
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const span = firstFault(name, bytes);
    const { line } = positionAt(span.source, span.start);
    return error(
      "spec-encoding",
      span,
      `line ${line} contains bytes that are not UTF-8`,
      {
        help: `find out its encoding and convert it, such as: iconv -f LATIN1 -t UTF-8 ${name}`,
      },
    );
  }
  return Object.freeze({
    name,
    text: text.includes("\r") ? text.replaceAll("\r\n", "\n") : text,
  });
}

export function isSource(decoded: Source | Diagnostic): decoded is Source {
  return "text" in decoded;
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}

/** Returns the first place that is not UTF-8, in the readable part of the text. */
function firstFault(name: string, bytes: Uint8Array): Span {
  const text = new TextDecoder("utf-8").decode(bytes);
  const start = Math.max(0, text.indexOf("\ufffd"));
  return { source: { name, text }, start, end: start + 1 };
}
