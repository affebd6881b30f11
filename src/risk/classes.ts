import { keysOf } from "../core/keys-of.js";

/** When a change takes effect on a running node, and what that costs. */
interface RiskClass {
  /** As a heading. */
  readonly title: string;
  /** What a reader has to know of all changes of the class, in one sentence. */
  readonly means: string;
}

const classes = {
  irreversible: {
    title: "Cannot be undone before a reboot",
    means: "The kernel refuses to set the old value back.",
  },
  replacement: {
    title: "New nodes",
    means: "Only nodes that are created afterwards have it.",
  },
  reboot: {
    title: "Reboot",
    means: "Running nodes keep what they have until they reboot.",
  },
  restart: {
    title: "Restart of a service",
    means: "It takes effect when the service restarts.",
  },
  "new-pods": {
    title: "New pods",
    means: "Running pods keep what they have until they are created again.",
  },
  "new-interfaces": {
    title: "New network interfaces",
    means: "Interfaces that exist keep what they have.",
  },
  "new-processes": {
    title: "New processes and login sessions",
    means: "Running processes keep what they have until they restart.",
  },
  "new-connections": {
    title: "New connections and sockets",
    means: "What is open keeps what it has until it is closed.",
  },
  live: {
    title: "Live",
    means: "It takes effect as soon as it is applied.",
  },
  "no-node": {
    title: "No node",
    means: "Nothing on a node changes.",
  },
} as const satisfies Readonly<Record<string, RiskClass>>;

/** A class of risk, by its name in JSON. */
export type Risk = keyof typeof classes;

export const riskClasses: Readonly<Record<Risk, RiskClass>> = classes;

/** The classes, the riskiest first. */
export const risks: readonly Risk[] = keysOf(classes);

/** The risk of one change. */
export interface ChangeRisk {
  readonly risk: Risk;
  /** What is special about this change: what restarts, what is lost, what to do. As sentences. */
  readonly note?: string | undefined;
  /** Where it was read. */
  readonly source: string;
}

/** Says when a change takes effect, in sentences. */
export function riskWords({
  risk,
  note,
}: Pick<ChangeRisk, "risk" | "note">): string {
  const { title, means } = riskClasses[risk];
  return [`${title}: ${means}`, ...(note === undefined ? [] : [note])].join(
    " ",
  );
}

/** A setting of a node before and after a change; undefined where the spec does not set it. */
export interface Values {
  readonly before: string | undefined;
  readonly after: string | undefined;
}
