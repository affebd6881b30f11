import type { Codes } from "./entry.js";

/** Codes of the commands that read values of nodes. */
export const liveCodes = {
  "unreadable-values": {
    severity: "error",
    summary: "Values of a node cannot be read, or not all of them",
    explanation:
      "A file with values of a node does not exist, is in no form that tunegen knows, or ends in the middle. What could be read was compared, and the exit code is 1. `tunegen verify --print-collector` prints a program that gathers the values of a node.",
    situation: {
      when: "There is no `worker1.txt`.",
      command: "tunegen verify --role web worker1.txt",
      prints:
        "error: worker1.txt was not read: no such file or folder [unreadable-values]",
    },
  },
  "unknown-node": {
    severity: "error",
    summary: "The spec has no such node",
    explanation:
      "A name on the command line, or the name of a node whose values were read, is no role, host or workload of the spec. Name the role with `--role`, or the host with `--host`; several files are told apart by the host that each names, or by the name of the file.",
    situation: {
      when: "The spec has the role `web` and no other.",
      command: "tunegen verify --role worker",
      prints: "error: the spec has no role `worker` [unknown-node]",
    },
  },
  "values-exist": {
    severity: "error",
    summary: "A file with captured values exists already",
    explanation:
      "`tunegen capture` never overwrites a file: the older one may have the values from before the tuning, which no node has any more. Write to another file, or remove the old one if you do not need it.",
    situation: {
      when: "`values.json` has the values of another day.",
      command: "tunegen capture --role web -o values.json web1.txt",
      prints: "error: values.json exists already [values-exist]",
    },
  },
} as const satisfies Codes;
