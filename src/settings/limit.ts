import * as z from "zod/mini";
import { compare } from "../core/diagnostic.js";
import {
  type Bound,
  type LimitItem,
  limitItems,
  limitNames,
  type LimitRange,
} from "../core/limits.js";
import type { AmountFault } from "../core/amount-fault.js";
import { type Amount, isAmount, readAmount } from "../core/quantity.js";
import { absence } from "../core/lifetime.js";
import { partOf, unwrap } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import {
  definition,
  described,
  number,
  optional,
  reasons,
  scalar,
  strictObject,
  text,
  texts,
} from "../core/schema.js";
import type { Entry, Tree } from "../core/tree.js";
import { toUnit } from "../core/unit.js";
import type { Owner } from "../core/written.js";
import { exact, type SettingKind, settingOf } from "./kind.js";
import type { Setting, WrittenSetting } from "./setting.js";

export type WrittenLimit = WrittenSetting<LimitRange>;

/** A limit of a node's processes. */
export type Limit = Setting<LimitRange>;

const range = described(
  strictObject({ soft: scalar, hard: scalar }),
  "The limit at start, and the highest that a process may set",
);
/** One limit in the section. */
const limitItem = definition(
  "limit",
  optional(
    z.union([
      number,
      z.bigint(),
      text,
      z.null(),
      range,
      strictObject({ value: z.union([scalar, z.null(), range]), ...reasons }),
    ]),
  ),
);

/** The section `limits`, which also contains the services. */
export const limitsSchema = described(
  strictObject({
    ...Object.fromEntries(limitNames.map((name) => [name, limitItem])),
    services: described(
      optional(texts),
      "systemd services that get them, too; limits.conf applies to login sessions only",
    ),
  }),
  "Process limits, by their names in limits.conf(5)",
);

export const limit: SettingKind<WrittenLimit, Limit> = {
  section: "limits",
  places: ["profile", "role", "host"],
  schema: limitsSchema,
  plural: "limits",
  names: limitNames,
  asksReason: true,
  compare: (a, b) => compare(a.id, b.id),
  read: (owner, section, reporter) =>
    limitNames.flatMap((name) => {
      const entry = section.value.entries?.get(name);
      return entry === undefined ? [] : readLimit(owner, name, entry, reporter);
    }),
  appliesTo: (_, { facts, platform }) =>
    absence(platform.containerLimits ?? {}, facts.osVersion) === undefined ||
    `${platform.systemLabel} has no login sessions, and sets limits of containers only from ${platform.containerLimits?.since ?? ""} on`,
  pathOf: ({ keyText }) => `limits.${keyText}`,
  onNode: exact,
  /** `65536:1048576`, or one number for both. */
  text: ({ soft, hard }) => (soft === hard ? String(soft) : `${soft}:${hard}`),
  settle: settingOf,
};

function readLimit(
  owner: Owner,
  name: LimitItem,
  entry: Entry,
  reporter: Reporter,
): readonly WrittenLimit[] {
  const { inner, ...written } = unwrap(entry, reporter);
  const value =
    inner.data === null ? undefined : readRange(name, inner, reporter);
  if (value === undefined && inner.data !== null) return [];
  return [
    {
      ...written,
      id: name,
      keyText: name,
      value,
      origin: { owner, span: entry.key },
      valueSpan:
        inner.data === null || inner.entries !== undefined
          ? entry.key
          : inner.span,
    },
  ];
}

function readRange(
  name: LimitItem,
  tree: Tree,
  reporter: Reporter,
): LimitRange | undefined {
  const soft = tree.entries?.get("soft")?.value ?? tree;
  const hard = tree.entries?.get("hard")?.value;
  const low = readBound(name, soft, reporter);
  const high = hard === undefined ? low : readBound(name, hard, reporter);
  if (low === undefined || high === undefined) return undefined;
  return isAbove(low, high)
    ? reporter.error(
        "wrong-kind",
        soft.span,
        `the soft limit of \`${name}\` is above the hard one`,
        {
          why: "the kernel refuses this, and pam_limits lowers the soft limit to the hard one",
          help: "swap them, or write one number for both",
        },
      )
    : { item: name, soft: low, hard: high };
}

function isAbove(a: Bound, b: Bound): boolean {
  if (b === "unlimited") return false;
  return a === "unlimited" || a > b;
}

function readBound(
  name: LimitItem,
  tree: Tree,
  reporter: Reporter,
): Bound | undefined {
  const { raw, span } = partOf(tree);
  const bound = boundOf(name, raw);
  if (typeof bound !== "object") return bound;
  const { fault, ...more } = bound;
  return reporter.error("wrong-kind", span, fault, more);
}

function boundOf(name: LimitItem, raw: string): Bound | AmountFault {
  if (raw === "unlimited" || raw === "infinity") return "unlimited";
  const amount = readAmount(raw);
  if (!isAmount(amount)) {
    const [, soft, hard] = /^(\w+)\s*[:,/ -]\s*(\w+)$/u.exec(raw) ?? [];
    if (soft !== undefined && hard !== undefined && /^\d/u.test(soft))
      return {
        fault: `\`${raw}\` has a soft and a hard limit in one text`,
        help: `write { soft: ${soft}, hard: ${hard} }`,
      };
    return {
      help: 'write a number, a quantity such as 64MiB, or "unlimited"',
      ...amount,
    };
  }
  const { unit, most } = limitItems[name];
  if (amount.type === "number") {
    if (amount.value < 0n) {
      return {
        fault: `\`${name}\` is negative`,
        why: "some programs read -1 as no limit, others refuse it",
        help: "write `unlimited`, or the number that you want",
      };
    }
    if (amount.value > 0n && (unit === "kibibytes" || unit === "minutes"))
      return unitless(name, raw);
  }
  const number =
    unit === "minutes" ? minutes(amount) : toUnit(amount, unit, 4096n);
  if (typeof number !== "bigint") return number;
  return number > most
    ? {
        fault: `\`${name}\` is above its maximum, ${most}`,
        help: "write a lower number, or `unlimited`",
      }
    : number;
}

function unitless(name: LimitItem, raw: string): AmountFault {
  return name === "cpu"
    ? {
        fault: `\`${raw}\` has no unit`,
        why: "limits.conf counts in minutes, and systemd in seconds",
        help: `write \`${raw}m\` or \`${raw}s\``,
      }
    : {
        fault: `\`${raw}\` has no unit`,
        why: "limits.conf counts in KiB, and systemd in bytes",
        help: `write \`${raw}KiB\` or \`${raw}B\``,
      };
}

const MINUTE = 60_000_000_000n;

function minutes(amount: Amount): bigint | AmountFault {
  if (amount.type === "number") return amount.value;
  if (amount.type === "size")
    return {
      fault: `\`${amount.written}\` is a size, not a time`,
      help: "write a time, such as 10m",
    };
  return amount.nanoseconds % MINUTE === 0n
    ? amount.nanoseconds / MINUTE
    : {
        fault: `\`${amount.written}\` is not a whole number of minutes`,
        why: "limits.conf counts in minutes",
        help: "write whole minutes, such as 10m",
      };
}
