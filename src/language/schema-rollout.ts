import * as z from "zod/mini";
import {
  copyOf,
  definition,
  described,
  number,
  onUse,
  optional,
  reasons,
  strictObject,
  text,
  texts,
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
  const commands = definition("commands", z.union([text, texts]));

  /** What is watched, or what stops a rollout. */
  const signal = definition(
    "signal",
    z.union([
      described(
        z.string(),
        "The name of an alert of this spec, or words for whoever rolls out",
      ),
      strictObject({
        alert: described(
          optional(text),
          "An alert, such as conntrack-usage or KubeNodeNotReady",
        ),
        from: described(
          optional(text),
          "Whose alert it is, if not one of the section `monitoring`",
        ),
        query: described(optional(text), "A query of Prometheus"),
        above: described(
          optional(number),
          "The number that the query must not exceed",
        ),
        below: described(
          optional(number),
          "The number that the query must not fall below",
        ),
        command: described(
          optional(text),
          "A command; with {host} or {address}, one for each host of the stage",
        ),
        expect: described(
          optional(text),
          "What the query or the command must show",
        ),
        why: described(optional(text), "What it tells"),
      }),
    ]),
  );
  const signals = z.array(signal);

  const steps = {
    watch: described(
      optional(signals),
      "What to look at while the change soaks: alerts, queries, commands or words",
    ),
    stop: described(
      optional(signals),
      "What stops the rollout: alerts that fire, queries beyond a number, commands or words",
    ),
    rollback: described(
      optional(copyOf(commands)),
      "Commands after the old values were restored, such as the deployment of the earlier files",
    ),
  };

  const stage = definition(
    "stage",
    needing(
      ["name"],
      strictObject({
        name: described(
          optional(text),
          "The name of the stage, such as canary",
        ),
        ...reasons,
        hosts: described(
          optional(texts),
          "Hosts of the spec or of `hosts` of this rollout",
        ),
        roles: described(
          optional(texts),
          "Roles: those of their hosts that no other stage names",
        ),
        workloads: described(optional(texts), "Workloads of the spec"),
        mounts: described(optional(texts), "Mounts of the spec"),
        cilium: described(
          optional(z.literal(true)),
          "The values of the section `cilium`",
        ),
        monitoring: described(
          optional(z.literal(true)),
          "The alerts of the section `monitoring`",
        ),
        deploy: described(
          optional(copyOf(commands)),
          "Commands in place of those of the rollout",
        ),
        atOnce: described(
          optional(number),
          "How many hosts are deployed before they are verified; 1 by default",
        ),
        pause: described(
          optional(text),
          "How long to wait between hosts, such as 10m",
        ),
        soak: described(
          optional(text),
          "How long to watch before the next stage, such as 24h, or 24h to 48h",
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
        name: described(optional(text), "The name of one rollout of several"),
        ...reasons,
        hosts: described(
          optional(z.record(text, texts)),
          "By role: the names of its machines that have no settings of their own",
        ),
        address: described(
          optional(z.union([text, z.record(text, text)])),
          "The address of each host: a pattern such as {host}.internal, or a mapping from hosts to addresses; the name by default",
        ),
        prometheus: described(
          optional(text),
          "The address of a Prometheus server, with which nodes are verified and queries are run",
        ),
        prepare: described(
          optional(copyOf(commands)),
          "Commands before the first stage",
        ),
        deploy: described(
          optional(z.union([text, texts, z.record(text, commands)])),
          "How one host is deployed: commands with {host}, {address}, {role}, {file} or {hosts}, or such commands by role. By default, what the files of the host need",
        ),
        deployCluster: described(
          optional(copyOf(commands)),
          "How Cilium, workloads, mounts and alerts are deployed: commands, with {name} for the workload or mount",
        ),
        stages: described(optional(z.array(stage)), "The stages in order"),
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
