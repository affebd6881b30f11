import * as z from "zod/mini";
import {
  copyOf,
  definition,
  described,
  onUse,
  optional,
  reasons,
  strictObject,
} from "../core/schema.js";

/**
 * Marks fields as required for editors. The reader reports them with their place; inside of a union the schema could
 * only say that nothing fits.
 */
function needing<Schema extends z.ZodMiniType>(
  required: readonly string[],
  schema: Schema,
): Schema {
  z.globalRegistry.add(schema, { required });
  return schema;
}

/** The section `rollout`: how the tuning reaches the nodes. */
export const rollout = onUse(() => {
  const commands = definition(
    "commands",
    z.union([z.string(), z.array(z.string())]),
  );

  /** What is watched, or what stops a rollout. */
  const signal = definition(
    "signal",
    z.union([
      described(
        z.string(),
        "The name of an alert of this spec, or words for whoever rolls out",
      ),
      strictObject({
        alert: optional(
          described(
            z.string(),
            "An alert, such as conntrack-usage or KubeNodeNotReady",
          ),
        ),
        from: optional(
          described(
            z.string(),
            "Whose alert it is, if not one of the section `monitoring`",
          ),
        ),
        query: optional(described(z.string(), "A query of Prometheus")),
        above: optional(
          described(z.number(), "The number that the query must not exceed"),
        ),
        below: optional(
          described(
            z.number(),
            "The number that the query must not fall below",
          ),
        ),
        command: optional(
          described(
            z.string(),
            "A command; with {host} or {address}, one for each host of the stage",
          ),
        ),
        expect: optional(
          described(z.string(), "What the query or the command must show"),
        ),
        why: optional(described(z.string(), "What it tells")),
      }),
    ]),
  );
  const signals = z.array(signal);

  const names = z.array(z.string());

  const steps = {
    watch: optional(
      described(
        copyOf(signals),
        "What to look at while the change soaks: alerts, queries, commands or words",
      ),
    ),
    stop: optional(
      described(
        copyOf(signals),
        "What stops the rollout: alerts that fire, queries beyond a number, commands or words",
      ),
    ),
    rollback: optional(
      described(
        copyOf(commands),
        "Commands after the old values were restored, such as the deployment of the earlier files",
      ),
    ),
  };

  const stage = definition(
    "stage",
    needing(
      ["name"],
      strictObject({
        name: optional(
          described(z.string(), "The name of the stage, such as canary"),
        ),
        ...reasons,
        hosts: optional(
          described(
            copyOf(names),
            "Hosts of the spec or of `hosts` of this rollout",
          ),
        ),
        roles: optional(
          described(
            copyOf(names),
            "Roles: those of their hosts that no other stage names",
          ),
        ),
        workloads: optional(described(copyOf(names), "Workloads of the spec")),
        mounts: optional(described(copyOf(names), "Mounts of the spec")),
        cilium: optional(
          described(z.literal(true), "The values of the section `cilium`"),
        ),
        monitoring: optional(
          described(z.literal(true), "The alerts of the section `monitoring`"),
        ),
        deploy: optional(
          described(
            copyOf(commands),
            "Commands in place of those of the rollout",
          ),
        ),
        atOnce: optional(
          described(
            z.number(),
            "How many hosts are deployed before they are verified; 1 by default",
          ),
        ),
        pause: optional(
          described(z.string(), "How long to wait between hosts, such as 10m"),
        ),
        soak: optional(
          described(
            z.string(),
            "How long to watch before the next stage, such as 24h, or 24h to 48h",
          ),
        ),
        ...steps,
      }),
    ),
  );

  /** One rollout; those of a list have names. */
  const oneRollout = definition(
    "one-rollout",
    needing(
      ["stages"],
      strictObject({
        name: optional(
          described(z.string(), "The name of one rollout of several"),
        ),
        ...reasons,
        hosts: optional(
          described(
            z.record(z.string(), copyOf(names)),
            "By role: the names of its machines that have no settings of their own",
          ),
        ),
        address: optional(
          described(
            z.union([z.string(), z.record(z.string(), z.string())]),
            "The address of each host: a pattern such as {host}.internal, or a mapping from hosts to addresses; the name by default",
          ),
        ),
        prometheus: optional(
          described(
            z.string(),
            "The address of a Prometheus server, with which nodes are verified and queries are run",
          ),
        ),
        prepare: optional(
          described(copyOf(commands), "Commands before the first stage"),
        ),
        deploy: optional(
          described(
            z.union([
              z.string(),
              z.array(z.string()),
              z.record(z.string(), commands),
            ]),
            "How one host is deployed: commands with {host}, {address}, {role}, {file} or {hosts}, or such commands by role. By default, what the files of the host need",
          ),
        ),
        deployCluster: optional(
          described(
            copyOf(commands),
            "How Cilium, workloads, mounts and alerts are deployed: commands, with {name} for the workload or mount",
          ),
        ),
        stages: optional(described(z.array(stage), "The stages in order")),
        ...steps,
      }),
    ),
  );

  return definition(
    "rollout",
    described(
      z.union([oneRollout, z.array(oneRollout)]),
      "How the tuning is rolled out, in stages: one rollout, or a list of them with names; the target runbook writes it down",
    ),
  );
});
