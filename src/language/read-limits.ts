import { limitItems, limitNames } from "../core/limits.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Owner } from "../core/written.js";
import type { WrittenLimit, WrittenService } from "./model-system.js";
import type { Bound, LimitItem, LimitRange } from "../core/limits.js";
import { type AmountFault, isAmount, readAmount } from "../core/quantity.js";
import { acceptFaults, partOf, unwrap } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";
import { toUnit } from "../core/unit.js";

/** The section `limits`, but for its services; what cannot be read is reported and left out. */
export function readLimits(
  owner: Owner,
  section: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenLimit[] {
  if (section === undefined) return [];
  return limitNames.flatMap((item) => {
    const entry = section.entries?.get(item);
    return entry === undefined ? [] : readLimit(owner, item, entry, faults);
  });
}

function readLimit(
  owner: Owner,
  item: LimitItem,
  entry: Entry,
  faults: Diagnostic[],
): readonly WrittenLimit[] {
  const { inner, ...reasons } = unwrap(entry);
  faults.push(...acceptFaults(reasons));
  const value =
    inner.data === null ? undefined : readRange(item, inner, faults);
  if (value === undefined && inner.data !== null) return [];
  return [
    {
      ...reasons,
      id: item,
      keyText: item,
      value,
      text: value && rangeText(value),
      origin: { owner, span: entry.key },
      valueSpan:
        inner.data === null || inner.entries !== undefined
          ? entry.key
          : inner.span,
    },
  ];
}

function readRange(
  item: LimitItem,
  tree: Tree,
  faults: Diagnostic[],
): LimitRange | undefined {
  const soft = tree.entries?.get("soft")?.value ?? tree;
  const hard = tree.entries?.get("hard")?.value;
  const low = readBound(item, soft, faults);
  const high = hard === undefined ? low : readBound(item, hard, faults);
  if (low === undefined || high === undefined) return undefined;
  if (isAbove(low, high)) {
    faults.push(
      error(
        "wrong-kind",
        soft.span,
        `the soft limit of \`${item}\` is above the hard one`,
        {
          why: "the kernel refuses the pair, and pam_limits cuts the soft limit to the hard one",
          help: "swap them, or write one number for both",
        },
      ),
    );
    return undefined;
  }
  return { item, soft: low, hard: high };
}

/** `65536:1048576`, or one number for both. */
function rangeText({ soft, hard }: LimitRange): string {
  return soft === hard ? String(soft) : `${soft}:${hard}`;
}

export function isAbove(a: Bound, b: Bound): boolean {
  if (b === "unlimited") return false;
  return a === "unlimited" || a > b;
}

function readBound(
  item: LimitItem,
  tree: Tree,
  faults: Diagnostic[],
): Bound | undefined {
  const { raw, span } = partOf(tree);
  const bound = boundOf(item, raw);
  if (typeof bound !== "object") return bound;
  const { fault, ...more } = bound;
  faults.push(error("wrong-kind", span, fault, more));
  return undefined;
}

function boundOf(item: LimitItem, raw: string): Bound | AmountFault {
  if (raw === "unlimited" || raw === "infinity") return "unlimited";
  const amount = readAmount(raw);
  if (!isAmount(amount)) {
    return {
      help: 'write a number, a quantity such as 64MiB, or "unlimited"',
      ...amount,
    };
  }
  const { unit, most } = limitItems[item];
  if (amount.type === "number") {
    if (amount.value < 0n) {
      return {
        fault: `\`${item}\` is negative`,
        why: "some readers take -1 for no limit, others refuse it",
        help: "write unlimited, or the number that is meant",
      };
    }
    if (amount.value > 0n && (unit === "kibibytes" || unit === "minutes"))
      return unitless(item, raw);
  }
  const number =
    unit === "minutes" ? minutes(amount) : toUnit(amount, unit, 4096n);
  if (typeof number !== "bigint") return number;
  return number > most
    ? { fault: `\`${item}\` ends at ${most}`, help: "write less, or unlimited" }
    : number;
}

function unitless(item: LimitItem, raw: string): AmountFault {
  return item === "cpu"
    ? {
        fault: `\`${raw}\` has no unit`,
        why: "limits.conf counts minutes, and systemd seconds",
        help: `write ${raw}m or ${raw}s`,
      }
    : {
        fault: `\`${raw}\` has no unit`,
        why: "limits.conf counts KiB, and systemd bytes",
        help: `write ${raw}KiB, or ${raw}B where bytes are meant`,
      };
}

const MINUTE = 60_000_000_000n;

function minutes(
  amount: Exclude<ReturnType<typeof readAmount>, AmountFault>,
): bigint | AmountFault {
  if (amount.type === "number") return amount.value;
  if (amount.type === "size")
    return { fault: `\`${amount.written}\` is a size`, help: "write a time" };
  return amount.nanoseconds % MINUTE === 0n
    ? amount.nanoseconds / MINUTE
    : {
        fault: `\`${amount.written}\` is no whole number of minutes`,
        why: "limits.conf counts minutes",
        help: "write minutes, such as 10m",
      };
}

/** `limits.services`: units whose drop-ins repeat the limits. */
export function readServices(
  owner: Owner,
  section: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenService[] {
  const services: WrittenService[] = [];
  for (const { data, span } of section?.entries?.get("services")?.value.items ??
    []) {
    const text = String(data);
    const name = text.replace(/\.service$/u, "");
    // Source: systemd.unit(5), the characters of a unit's name, less the backslash of escaped ones.
    if (
      !/^[A-Za-z0-9:_@-][A-Za-z0-9:_.@-]{0,200}$/u.test(name) ||
      /\.(?:socket|mount|swap|timer|slice|scope|target|path|device)$/u.test(
        name,
      )
    ) {
      faults.push(
        error("malformed-name", span, `\`${text}\` is no systemd service`, {
          why: "the name becomes that of a folder: <name>.service.d",
          help: "write the unit's name, such as containerd",
        }),
      );
      continue;
    }
    services.push({ name, origin: { owner, span } });
  }
  return services;
}
