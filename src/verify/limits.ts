import { type Bound, limitItems, type LimitRange } from "../core/limits.js";
import type { LiveLimit, Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import type { Comparison } from "./types.js";
import { unseen } from "./unseen.js";

/** Compares the limits of the services of a node with those of their running processes. */
export function compareLimits(
  { settings: { limit, limitService } }: NodePlan,
  { services }: Observation,
): readonly Comparison[] {
  return limitService.flatMap(({ id: service }) =>
    limit.flatMap(({ id, value, origin: { span } }) => {
      if (value === undefined) return [];
      const wanted = { soft: live(value, "soft"), hard: live(value, "hard") };
      const expected = {
        kind: "limit",
        name: `limits.${id} of ${service}`,
        expected: textOf(wanted),
        span,
      } as const;
      const found = services?.get(service);
      if (found === undefined) return [unseen(expected, "not asked")];
      if (typeof found === "string")
        return [unseen(expected, "not readable", found)];
      const actual = found.get(value.item);
      if (actual === undefined) return [unseen(expected, "not readable")];
      const isSame = actual.soft === wanted.soft && actual.hard === wanted.hard;
      return [
        {
          ...expected,
          outcome: isSame ? ("equal" as const) : ("different" as const),
          actual: textOf(actual),
          note: isSame
            ? undefined
            : "a service gets its limits when it starts: restart it after `systemctl daemon-reload`",
        },
      ];
    }),
  );
}

const FACTORS = { kibibytes: 1024n, bytes: 1n, minutes: 60n, count: 1n };

/** A bound as /proc/PID/limits prints it: in bytes, seconds or a count. */
function live({ item, ...range }: LimitRange, which: "soft" | "hard"): string {
  const bound: Bound = range[which];
  return bound === "unlimited"
    ? bound
    : String(bound * FACTORS[limitItems[item].unit]);
}

function textOf({ soft, hard }: LiveLimit): string {
  return soft === hard ? soft : `${soft}:${hard}`;
}
