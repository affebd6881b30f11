import { didYouMean } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import type { Reference } from "../core/written.js";
import type { WrittenStage } from "../language/rollout-model.js";
import type { KnownHost } from "./rollout-hosts.js";
import type { NodePlan, Unstaged } from "./types.js";

/** Which hosts are in which stage: those that a stage names, and of the roles that it names, the others. */
export class Staging {
  readonly #named = new Map<string, Reference>();
  readonly #roles = new Map<string, Reference>();

  constructor(
    stages: readonly WrittenStage[],
    readonly hosts: ReadonlyMap<string, KnownHost>,
    readonly role: (role: Reference) => NodePlan | undefined,
    /** The roles whose machines the rollout lists. */
    readonly listed: ReadonlySet<string>,
    readonly reporter: Reporter,
  ) {
    for (const stage of stages) {
      for (const host of stage.hosts)
        this.#once("host", host, this.#named, reporter);
      for (const each of stage.roles)
        this.#once("role", each, this.#roles, reporter);
    }
  }

  #once(
    what: "host" | "role",
    reference: Reference,
    first: Map<string, Reference>,
    reporter: Reporter,
  ): void {
    const { name, span } = reference;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, reference);
      return;
    }
    reporter.error(
      "staged-twice",
      span,
      `the ${what} \`${name}\` is in two stages`,
      {
        why: "it would be deployed with the first, and no longer be held back for the second",
        help: "remove it from one of them",
        related: [{ message: "the other", span: before.span }],
      },
    );
  }

  membersOf(
    stage: WrittenStage,
  ): readonly { readonly node: NodePlan; readonly name: string | undefined }[] {
    return [
      ...stage.hosts.flatMap((host) => {
        if (this.#named.get(host.name) !== host) return [];
        const known = this.hosts.get(host.name);
        if (known === undefined) this.#reportUnknown(host);
        return known === undefined
          ? []
          : [{ node: known.node, name: host.name }];
      }),
      ...stage.roles.flatMap((reference) => {
        if (this.#roles.get(reference.name) !== reference) return [];
        const node = this.role(reference);
        return node === undefined ? [] : this.#restOf(node, reference);
      }),
    ];
  }

  /** The hosts of a role that no stage names, and those whose names are not known. */
  #restOf(
    node: NodePlan,
    { name, span }: Reference,
  ): readonly { readonly node: NodePlan; readonly name: string | undefined }[] {
    const rest = [...this.hosts.values()]
      .filter(
        (host) =>
          host.node.role === name && !this.#named.has(host.reference.name),
      )
      .map((host) => ({ node: host.node, name: host.reference.name }));
    if (!this.listed.has(name)) return [...rest, { node, name: undefined }];
    if (rest.length === 0)
      this.reporter.error(
        "empty-stage",
        span,
        `no host of role \`${name}\` is left for this stage`,
        {
          why: "other stages name each host that `hosts` of the rollout lists",
          help: "remove the role, or list the other hosts",
        },
      );
    return rest;
  }

  #reportUnknown({ name, span }: Reference): void {
    this.reporter.error("unknown-host", span, `unknown host \`${name}\``, {
      help: `${didYouMean(name, this.hosts.keys())}; a machine without settings of its own is listed in the rollout: \`hosts: { ROLE: [${name}] }\``,
    });
  }

  /** The roles that are deployed as a whole, and the hosts of the rollout's roles that are not. */
  coverage(): {
    readonly roles: ReadonlySet<string>;
    readonly unstaged: readonly Unstaged[];
  } {
    const hosts = [...this.hosts.values()];
    const ofRollout = new Set([
      ...this.listed,
      ...this.#roles.keys(),
      ...hosts
        .filter(({ reference }) => this.#named.has(reference.name))
        .map(({ node }) => node.role),
    ]);
    return {
      roles: new Set([...this.listed, ...this.#roles.keys()]),
      unstaged: hosts
        .filter(
          ({ node: { role }, reference: { name } }) =>
            ofRollout.has(role) &&
            !this.#roles.has(role) &&
            !this.#named.has(name),
        )
        .map(({ node, reference: { name, span } }) => ({
          name,
          role: node.role,
          span,
        })),
    };
  }
}
