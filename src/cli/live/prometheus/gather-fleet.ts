import { type Diagnostic, error } from "../../../core/diagnostic.js";
import { visible } from "../../../encode/visible.js";
import type { NodePlan, Plan } from "../../../plan/types.js";
import { chosenNode, type NoSubject } from "../../../verify/subject.js";
import type { PrometheusOptions } from "../../options.js";
import type { Progress } from "../../progress.js";
import { expectRunOn } from "../../startup/optimizer.js";
import type { GatheredNodes } from "../gather-nodes.js";
import { client } from "./client.js";
import { type Connection, connectionOf, OptionError } from "./connection.js";
import { readFleet, type WatchedNode } from "./read-fleet.js";
import { ambiguous, unscraped } from "./target-errors.js";

/** Which nodes of the spec are asked for, and where. */
export interface FleetOptions extends PrometheusOptions {
  /** The address of a server. */
  readonly prometheus?: string;
  readonly role?: string;
  readonly host?: string;
}

/** The nodes of a fleet, and what could not be read. */
export interface GatheredFleet extends GatheredNodes {
  readonly found: readonly WatchedNode[];
}

/** Tells which options and arguments do not go together. */
export function misfit(
  sources: readonly string[],
  options: FleetOptions,
): Diagnostic | undefined {
  const [source] = sources;
  if (options.prometheus !== undefined)
    return source === undefined
      ? undefined
      : error(
          "prometheus-option",
          undefined,
          `${visible(source)} and a Prometheus server cannot be read in one run`,
          { help: "leave out the files, or --prometheus" },
        );
  const { prometheusCa, prometheusPasswordFile, prometheusTenant } = options;
  const { prometheusTimeout, prometheusTokenFile, prometheusUser } = options;
  const given =
    prometheusCa ??
    prometheusPasswordFile ??
    prometheusTenant ??
    prometheusTimeout ??
    prometheusTokenFile ??
    prometheusUser;
  return given === undefined
    ? undefined
    : error(
        "prometheus-option",
        undefined,
        "options for a Prometheus server, but no server",
        {
          help: "name it with --prometheus http://prometheus.example.org:9090",
        },
      );
}

/**
 * Reads the values of all nodes of the spec, of a role or of a host from a Prometheus server.
 *
 * @param address that of the server
 */
export async function gatherFleet(
  plan: Plan,
  options: FleetOptions,
  address: string,
  progress: Progress,
): Promise<GatheredFleet | NoSubject | Diagnostic> {
  const { role, host } = options;
  const only = chosenNode(plan, { role, host });
  if (only !== undefined && "message" in only) return only;
  // A fleet is worth the optimizing compiler.
  expectRunOn(Infinity);
  const connection = connected(address, options);
  if ("message" in connection) return connection;
  const shown = visible(connection.shown);
  const ask = client(connection);
  let queries = 0;
  const fleet = await readFleet(
    plan,
    (query) => {
      queries += 1;
      progress.show(`${shown}: query ${queries}`);
      return ask(query);
    },
    shown,
    only?.role,
  );
  const isWanted = (node: NodePlan): boolean =>
    only === undefined ||
    node === only ||
    (only.kind === "role" && node.role === only.name);
  const found = fleet.nodes.filter(({ node }) => isWanted(node));
  const names = new Set(found.map(({ name }) => name));
  return {
    found,
    errors: [
      ...fleet.errors,
      ...ambiguous(found),
      ...unscraped(plan, fleet, found, isWanted),
    ],
    unseen: plan.nodes
      .filter(
        (node) =>
          node.kind === "host" && isWanted(node) && !names.has(node.name),
      )
      .map(({ name }) => name),
  };
}

/** Reads how a server is reached; a message without a secret if it cannot be. */
export function connected(
  address: string,
  options: PrometheusOptions,
): Connection | Diagnostic {
  try {
    return connectionOf(address, options, process.env);
  } catch (thrown) {
    if (!(thrown instanceof OptionError)) throw thrown;
    return error("prometheus-option", undefined, visible(thrown.message), {
      help: thrown.help,
    });
  }
}
