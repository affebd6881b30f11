import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { PastedBlock } from "./pasted-blocks.js";
import type { PastedForm } from "./pasted-line.js";

interface Words {
  readonly one: string;
  readonly many: string;
  /** Whether files have this form, which `tunegen import` reads. */
  readonly isFile: boolean;
}

const words: Readonly<Record<PastedForm, Words>> = {
  "sysctl.conf": {
    one: "this line is written as in sysctl.conf",
    many: "lines are written as in sysctl.conf",
    isFile: true,
  },
  Nix: {
    one: "this line is written as in a NixOS module",
    many: "lines are written as in a NixOS module",
    isFile: true,
  },
  list: {
    one: "this setting is written as an item of a list",
    many: "settings are written as items of a list",
    isFile: false,
  },
  named: {
    one: "this setting is written with `name` and `value`, as in Kubernetes",
    many: "settings are written with `name` and `value`, as in Kubernetes",
    isFile: false,
  },
  unspaced: {
    one: "this line has no blank after the colon",
    many: "lines have no blank after the colon",
    isFile: false,
  },
};

/** Reports a block of pasted settings: which form it has, and how a spec writes it. */
export function reportPasted({
  form,
  span,
  settings,
  edits,
}: PastedBlock): Diagnostic {
  const { one, many, isFile } = words[form];
  const [first, ...others] = settings;
  const whole = isFile
    ? "; to take over a whole file, run `tunegen import FILE`"
    : "";
  return error(
    "pasted-setting",
    span,
    others.length === 0 ? one : `these ${settings.length} ${many}`,
    {
      why: "a spec is YAML: a key, a colon, a blank and the value",
      help: `write \`${first?.mended ?? ""}\`${others.length === 0 ? "" : ", and the others in the same way"}${whole}`,
      ...(edits.length > 0 && { fix: edits }),
    },
  );
}
