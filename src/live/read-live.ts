import { captured } from "./captured.js";
import { dump } from "./dump.js";
import { exposition } from "./exposition.js";
import { listing } from "./listing.js";
import type { Gathered, LiveFormat } from "./observation.js";
import { talosStatus } from "./talos.js";

/** The forms in which values of nodes come; the first that recognises a text reads it. */
const formats: readonly LiveFormat[] = [
  dump,
  captured,
  talosStatus,
  exposition,
  listing,
];

/** Reads the values of nodes in any form, told by content. A text of no known form has no observation. */
export function readLive(text: string, source: string): Gathered {
  const format = formats.find(({ recognises }) => recognises(text));
  // A comment of a spec may look like a line of `sysctl -a`.
  if ((format === undefined || format === listing) && isSpec(text))
    return {
      observations: [],
      unread: [
        {
          line: undefined,
          why: "it is a tunegen spec, not the values of a node",
          help: "name the spec with -f, and gather the values with the program that `tunegen verify --print-collector` prints",
        },
      ],
    };
  if (format !== undefined) return format.read(text, source);
  const known = formats.map(({ title }) => title);
  return {
    observations: [],
    unread: [
      {
        line: undefined,
        why:
          text.trim() === ""
            ? "it is empty"
            : `its format is unknown; it must be ${known.slice(0, -1).join(", ")} or ${known.at(-1) ?? ""}`,
      },
    ],
  };
}

/** Whether a text has the version and a section of a spec, in YAML or JSON. */
function isSpec(text: string): boolean {
  return (
    /^\s*(?:\{\s*)?["']?version["']?:\s*\d/mu.test(text) &&
    /(?:^|[{,])\s*["']?(?:node|profiles|roles|hosts|workloads|mounts)["']?:/mu.test(
      text,
    )
  );
}
