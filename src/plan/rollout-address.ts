import { didYouMean } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import type { Rollout } from "../language/rollout-model.js";

/** The address of a host: its own, or that of the pattern; by default its name. */
export function addressOf(
  { addresses: { pattern, byHost } }: Rollout,
  host: string,
  role: string,
): string {
  const own = byHost.find((each) => each.host.name === host);
  if (own !== undefined) return own.address;
  return pattern === undefined
    ? host
    : pattern.parts
        .map((part) =>
          typeof part === "string"
            ? part
            : part.placeholder === "role"
              ? role
              : host,
        )
        .join("");
}

/** Reports addresses of hosts that do not exist. */
export function checkAddresses(
  { addresses }: Rollout,
  hosts: ReadonlyMap<string, unknown>,
  reporter: Reporter,
): void {
  for (const { host } of addresses.byHost)
    if (!hosts.has(host.name))
      reporter.error(
        "unknown-host",
        host.span,
        `unknown host \`${host.name}\``,
        { help: didYouMean(host.name, hosts.keys()) },
      );
}
