import type { Kind } from "../settings/registry.js";

/** A setting that a file has, and where. */
export interface SettingLine {
  readonly kind: Kind;
  /** By which settings of one kind are told apart: `net.core.somaxconn`, `nf_conntrack`. */
  readonly id: string;
  /** For a setting whose parts are written apart: `rps` of interrupts. */
  readonly field?: string;
  /** From 1. */
  readonly line: number;
}

/** Makes an invisible mark, which goes before a setting's key or value in a view; from it follows the setting's line. */
export type Mark = (kind: Kind, id: string, field?: string) => string;

/** Noncharacters: the language refuses them in a spec, so that a user's text cannot be mistaken for a mark. */
const START = "\ufffe";
const END = "\uffff";

/** The marks of one run of a target. */
export interface Marks {
  readonly mark: Mark;
  /** Removes the marks from a text. */
  readonly resolve: (text: string) => {
    readonly text: string;
    /** In the order of their lines. */
    readonly settings: readonly SettingLine[];
  };
}

/** Opens an empty set of marks. */
export function openMarks(): Marks {
  const marked: Omit<SettingLine, "line">[] = [];
  return {
    mark(kind, id, field) {
      const setting = { kind, id, ...(field !== undefined && { field }) };
      const index = marked.push(setting) - 1;
      return START + String(index) + END;
    },
    resolve(text) {
      const [first = "", ...marks] = text.split(START);
      let line = 1 + lineBreaks(first);
      let plain = first;
      const settings: SettingLine[] = [];
      for (const part of marks) {
        const end = part.indexOf(END);
        const rest = part.slice(end + 1);
        const setting = marked[Number(part.slice(0, end))];
        if (setting !== undefined) settings.push({ ...setting, line });
        line += lineBreaks(rest);
        plain += rest;
      }
      return { text: plain, settings };
    },
  };
}

function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
    count += 1;
  return count;
}
