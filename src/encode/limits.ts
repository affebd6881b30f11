import { type Bound, limitItems, type LimitRange } from "../core/limits.js";
import { EncodeError } from "./error.js";

/** The domains that apply to everybody: `*` does not include root. Source: limits.conf(5). */
const everybody = ["*", "root"] as const;

/** The fields of a line of limits.conf(5); `-` sets both limits. */
export interface LoginLimit {
  readonly domain: string;
  readonly type: "soft" | "hard" | "-";
  readonly item: string;
  readonly value: string;
}

/** Returns the lines that apply a limit to all login sessions, including those of root. */
export function loginLimits(range: LimitRange): readonly LoginLimit[] {
  const { item } = range;
  const soft = loginBound(range.soft);
  const hard = loginBound(range.hard);
  return everybody.flatMap((domain): readonly LoginLimit[] =>
    soft === hard
      ? [{ domain, type: "-", item, value: soft }]
      : [
          { domain, type: "soft", item, value: soft },
          { domain, type: "hard", item, value: hard },
        ],
  );
}

/** Encodes a line of limits.conf(5). */
export function limitsLine({ domain, type, item, value }: LoginLimit): string {
  return [domain, type, item, value].join(" ");
}

function loginBound(bound: Bound): string {
  return digits("limits.conf", bound) ?? "unlimited";
}

/** Encodes a limit for systemd, with the value `soft:hard`. Source: systemd.exec(5), "Process Properties". */
export function systemdLimit(range: LimitRange): {
  readonly directive: string;
  readonly value: string;
} {
  const { unit, directive } = limitItems[range.item];
  const [soft, hard] = [range.soft, range.hard].map((bound) => {
    const number = digits("systemd", bound);
    return number === undefined ? "infinity" : `${number}${suffix[unit]}`;
  });
  return {
    directive,
    value: soft === hard ? (soft ?? "") : `${soft ?? ""}:${hard ?? ""}`,
  };
}

/** Converts units: systemd counts bytes and seconds, limits.conf(5) KiB and minutes. */
const suffix = {
  kibibytes: "K",
  bytes: "",
  minutes: "min",
  count: "",
} as const;

/** @throws EncodeError for a negative number, which means "unlimited" to pam_limits */
function digits(
  format: "limits.conf" | "systemd" | "yaml" | "toml",
  bound: Bound,
): string | undefined {
  if (bound === "unlimited") return undefined;
  if (bound < 0n)
    throw new EncodeError(format, bound.toString(), "is negative");
  return bound.toString();
}

/**
 * Converts a limit to bytes and seconds, the units of getrlimit(2).
 *
 * @throws EncodeError for a negative number
 */
export function processLimit(
  format: "yaml" | "toml",
  { item, soft, hard }: LimitRange,
): { readonly soft: Bound; readonly hard: Bound } {
  const { unit } = limitItems[item];
  const converted = (bound: Bound): Bound => {
    digits(format, bound);
    return bound === "unlimited" ? bound : bound * factor[unit];
  };
  return { soft: converted(soft), hard: converted(hard) };
}

/**
 * Encodes a limit for a container, in bytes and seconds. Source: opencontainers/runtime-spec, config.md, POSIX process;
 * getrlimit(2) (RLIM_INFINITY).
 */
export function containerLimit(range: LimitRange): {
  readonly type: string;
  readonly soft: bigint;
  readonly hard: bigint;
} {
  const { soft, hard } = processLimit("yaml", range);
  const encoded = (bound: Bound): bigint =>
    bound === "unlimited" ? 2n ** 64n - 1n : bound;
  return {
    type: `RLIMIT_${range.item.toUpperCase()}`,
    soft: encoded(soft),
    hard: encoded(hard),
  };
}

const factor = {
  kibibytes: 1024n,
  bytes: 1n,
  minutes: 60n,
  count: 1n,
} as const;

/** The folder of a drop-in: `containerd.service.d`. @throws EncodeError for an invalid unit name */
export function dropInFolder(service: string): string {
  if (!/^[\w:@-][\w:.@-]*$/u.test(service))
    throw new EncodeError("systemd", service, "is not a service");
  return `${service}.service.d`;
}
