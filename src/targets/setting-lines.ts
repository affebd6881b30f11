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
const marks = /\ufffe([0-9]+)\uffff/gu;

/** Marks nothing, so that a text is as it is written to the disk. */
export const unmarked: Mark = () => "";

/** The marks of one run of a target. */
export interface Marks {
  readonly mark: Mark;
  /** Finds the settings that a text has marks of, in the order of their lines. */
  readonly settingsIn: (text: string) => readonly SettingLine[];
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
    settingsIn(text) {
      let line = 1;
      let at = 0;
      return [...text.matchAll(marks)].flatMap(({ index, 1: number }) => {
        line += lineBreaks(text.slice(at, index));
        at = index;
        const setting = marked[Number(number)];
        return setting === undefined ? [] : [{ ...setting, line }];
      });
    },
  };
}

function lineBreaks(text: string): number {
  return text.split("\n").length - 1;
}
