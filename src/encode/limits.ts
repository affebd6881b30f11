import { type Bound, limitItems, type LimitRange } from "../core/limits.js";
import { EncodeError } from "./error.js";

/** The domains that mean everybody: `*` leaves root out. Source: limits.conf(5). */
const everybody = ["*", "root"] as const;

/** A line of limits.conf(5) in its fields; `-` sets both limits at once. */
export interface LoginLimit {
  readonly domain: string;
  readonly type: "soft" | "hard" | "-";
  readonly item: string;
  readonly value: string;
}

/** What gives everybody who logs in a limit, root too. */
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

/** A line of limits.conf(5). */
export function limitsLine({ domain, type, item, value }: LoginLimit): string {
  return [domain, type, item, value].join(" ");
}

function loginBound(bound: Bound): string {
  return digits("limits.conf", bound) ?? "unlimited";
}

/** systemd's name for a limit and its value, `soft:hard`. Source: systemd.exec(5), "Process Properties". */
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

/** systemd counts bytes and seconds, limits.conf(5) KiB and minutes. */
const suffix = {
  kibibytes: "K",
  bytes: "",
  minutes: "min",
  count: "",
} as const;

/** @throws EncodeError for a negative number, which pam_limits takes for no limit */
function digits(
  format: "limits.conf" | "systemd",
  bound: Bound,
): string | undefined {
  if (bound === "unlimited") return undefined;
  if (bound < 0n)
    throw new EncodeError(format, bound.toString(), "is negative");
  return bound.toString();
}

/** The folder of a service's drop-ins: `containerd.service.d`. @throws EncodeError for what is no unit's name */
export function dropInFolder(service: string): string {
  if (!/^[\w:@-][\w:.@-]*$/u.test(service))
    throw new EncodeError("systemd", service, "is no service");
  return `${service}.service.d`;
}
