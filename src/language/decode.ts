import { type Diagnostic, error } from "../core/diagnostic.js";
import { shellWord } from "../encode/shell.js";
import { positionAt, type Source, type Span } from "../core/source.js";

/** The largest file that is read, in bytes: about twenty times the spec of a cluster with ten thousand hosts. */
export const LARGEST_SPEC = 32 * 1024 * 1024;

/**
 * Decodes UTF-8 to a source with LF line ends, or returns an error if the bytes are not UTF-8.
 *
 * @param size of the file, if it was too large to be read
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
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    return error("spec-encoding", place, `the file is ${wide}`, {
      why: `YAML for tunegen is UTF-8${wide === "UTF-16" ? "; PowerShell's `>` writes UTF-16" : ""}`,
      help: `save it as UTF-8: ${iconv(wide, name)}`,
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
    const span = firstInvalid(name, bytes);
    const { line } = positionAt(span.source, span.start);
    return error(
      "spec-encoding",
      span,
      `line ${line} contains bytes that are not UTF-8`,
      {
        help: `find out its encoding and convert it, such as: ${iconv("LATIN1", name)}`,
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

/** Returns the encoding that a byte order mark names, other than UTF-8. The mark of UTF-32 may begin with that of UTF-16. */
function wideEncoding(bytes: Uint8Array): "UTF-16" | "UTF-32" | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "UTF-32" : "UTF-16";
  if (a === 0xfe && b === 0xff) return "UTF-16";
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? "UTF-32" : undefined;
}

/** The command that converts a file; standard input has no name, and is piped through it. */
function iconv(encoding: string, name: string): string {
  const command = `iconv -f ${encoding} -t UTF-8`;
  return name === "<stdin>"
    ? `${command} FILE | tunegen ...`
    : `${command} ${shellWord(name)}`;
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);
}

/** Returns the first place that is not UTF-8, in the text as far as it can be decoded. */
function firstInvalid(name: string, bytes: Uint8Array): Span {
  const text = new TextDecoder("utf-8").decode(bytes);
  const start = Math.max(0, text.indexOf("\ufffd"));
  return { source: { name, text }, start, end: start + 1 };
}
