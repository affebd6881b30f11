import { hash } from "node:crypto";
import type { Diagnostic } from "../../core/diagnostic.js";
import { lineText, positionAt } from "../../core/source.js";

/**
 * Tells one result from another across commits: by its code, its file and the text of its line, wherever that line has
 * moved. Equal ones are counted.
 */
export function fingerprints(): (diagnostic: Diagnostic<string>) => string {
  const seen = new Map<string, number>();
  return ({ code, message, span }) => {
    const what =
      span === undefined
        ? message
        : [
            span.source.name,
            lineText(
              span.source,
              positionAt(span.source, span.start).line,
            ).trim(),
          ].join("\0");
    const identity = `${code}\0${what}`;
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return hash("sha256", `${identity}\0${count}`, "hex");
  };
}
