import * as z from "zod/mini";
import type { Platform } from "../../core/platform.js";
import { nixPriority, nixPriorityHelp } from "../../core/nix-priority.js";
import { copyOf, described } from "../../core/schema.js";
import { isAtLeast } from "../../core/version.js";
import { commentLines } from "../../encode/comment.js";
import { moduleOptions } from "../../encode/module.js";
import {
  nixAttribute,
  nixInteger,
  nixPath,
  nixString,
  nixText,
} from "../../encode/nix.js";
import { sysctlName, sysctlValue } from "../../encode/sysctl.js";
import { width } from "../../encode/width.js";
import type { NodePlan } from "../../plan/types.js";
import type { SysctlValue } from "../../settings/sysctl/value.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { slashed } from "../../core/key.js";
import { defineTarget, type Emission } from "../define-target.js";
import { fileHeader, moduleComment, nodeSubject } from "../shared/comments.js";
import { groupViews, type Style } from "../shared/groups.js";
import { nixosInterrupts } from "./interrupts.js";
import {
  k3sConfig,
  k3sConfigTemplate,
  type K3sFlag,
  k3sFlags,
} from "../shared/k3s-config.js";
import { scriptTemplate } from "../shared/interrupts-script.js";
import { nixosList } from "./list.js";
import { nixosSystem } from "./system.js";
import { groupsOf } from "../../plan/groups.js";
import { type Follower, followers } from "../../plan/write-order.js";
import { baseName, relativeTo } from "../shared/path.js";
import type { Mark } from "../setting-lines.js";
import { sharing } from "../shared/once-per-resolution.js";
import * as templates from "./templates.js";

/** Emits NixOS modules in the format of nixfmt (RFC 166). */
export const nixos = defineTarget({
  name: "nixos",
  summary: "NixOS modules",
  outputs: {
    path: {
      path: "nixos/{kind}-{name}.nix",
      per: "node",
      description: "A NixOS module",
    },
  },
  options: {
    priority: z._default(
      described(
        copyOf(nixPriority),
        `${nixPriorityHelp}. A profile, role, host or setting can have its own`,
      ),
      100,
    ),
    k3sFlags: z._default(
      described(
        z.enum(["file", "extraFlags"]),
        "How a module sets the flags of K3s: in a file in config.yaml.d, or in services.k3s.extraFlags",
      ),
      "file",
    ),
  },
  handles: {
    sysctl: true,
    module: true,
    limit: true,
    limitService: true,
    sysfs: true,
    hugepages: true,
    kernelArgument: true,
    interrupts: true,
  },
  // Those of K3s, which a module gives it in a file or in its flags.
  handlesOn: { allowance: isK3s, kubeProxy: isK3s },
  writesFor: ({ settingsForm }) => settingsForm === "nixos-module",
  templates: { ...templates, k3sConfigTemplate, scriptTemplate },
  emit: (emission) => {
    const { nodes, options, render, mark } = emission;
    const groups = sharing((node) =>
      groupViews(
        node,
        groupsOf(node),
        settingStyle(node, options.priority, mark),
      ),
    );
    return nodes.map((node) => {
      const settings = groups(node);
      const around = surroundings(emission, node, options.k3sFlags);
      const usesLib =
        node.settings.sysctl.some(
          ({ value, priority }) =>
            value !== undefined &&
            (priority?.number ?? options.priority) !== 100,
        ) || around.system.services.length > 0;
      return {
        output: "path" as const,
        nodes: [node],
        install: { by: "import" } as const,
        text: render(templates.moduleFile, {
          ...around,
          parameters: usesLib ? "{ lib, ... }" : "{ ... }",
          groups: settings,
        }),
      };
    });
  },
});

function isK3s({ clusterForm }: Platform): true | undefined {
  return clusterForm === "k3s-config" || undefined;
}

/** Views all of a module except its sysctls. */
function surroundings(
  emission: Emission<"path">,
  node: NodePlan,
  form: "file" | "extraFlags",
): Omit<templates.NixosView, "parameters" | "groups"> {
  const { plan, pathOf, mark } = emission;
  const flags = isK3s(node.platform) ? k3sFlags(node, 4, mark) : [];
  const own = pathOf("path", node);
  const options = node.settings.module
    .filter(({ value }) => Object.keys(value).length > 0)
    .map(
      ({ id, value }) => `${mark("module", id)}${moduleOptions(id, value)}\n`,
    )
    .join("");
  return {
    header: fileHeader(plan, nodeSubject(node), wiring(node, baseName(own))),
    k3sConfig:
      flags.length > 0 &&
      form === "file" &&
      nixText(k3sConfig(node, [], emission), 2),
    disabledModules: node.kind === "host" && {
      comment: commentLines(
        "This file includes the role's settings; importing both is safe.",
        2,
      ),
      path: nixPath(
        relativeTo(
          own,
          pathOf("path", { ...node, kind: "role", name: node.role }),
        ),
      ),
    },
    kernelModules: nixosList(
      node.settings.module.map((module) => ({
        comment: moduleComment(module, 4),
        value: mark("module", module.id) + nixString(module.id),
      })),
    ),
    system: nixosSystem(node, mark),
    interrupts: nixosInterrupts(node, emission),
    modprobeConfig: options !== "" && nixText(options, 2),
    k3sFlags: extraFlags(node, form === "extraFlags" ? flags : []),
  };
}

/**
 * Views `services.k3s.extraFlags`: a list from NixOS 24.11 on, and one string before, in which a comment has no place.
 * Source: NixOS/nixpkgs#327476, nixos/modules/services/cluster/k3s.
 */
function extraFlags(
  { facts: { osVersion } }: NodePlan,
  flags: readonly K3sFlag[],
): templates.NixosList {
  const words = flags.map(
    ({ flag, argument }) => `--${flag}=${systemdEscape(argument)}`,
  );
  if (flags.length > 0 && isAtLeast(osVersion, "24.11") === false)
    return {
      inline:
        flags.map(({ marks }) => marks).join("") + nixString(words.join(" ")),
      items: [],
    };
  return nixosList(
    flags.map(({ marks, comment }, index) => ({
      comment,
      value: marks + nixString(words[index] ?? ""),
    })),
  );
}

function wiring(node: NodePlan, name: string): readonly string[] {
  return node.kind === "role"
    ? [
        `Import it in the configuration of the role's machines: imports = [ ./${name} ];`,
      ]
    : [
        `Import it in the configuration of the machine: imports = [ ./${name} ];`,
      ];
}

/** The flags land in a unit's ExecStart, where systemd expands `%` and `$`. Source: systemd.service(5). */
function systemdEscape(text: string): string {
  return text.replaceAll("%", "%%").replaceAll("$", "$$$$");
}

function settingStyle(
  node: NodePlan,
  priority: number,
  mark: Mark,
): Style<templates.NixosSetting> {
  const last = followers(node);
  const late = (sysctl: Sysctl) =>
    (last.get(sysctl) ?? []).filter(({ leader }) => leader.id > sysctl.id);
  return {
    mark,
    indent: 4,
    encode: (sysctl) =>
      sysctl.value !== undefined &&
      assignment(sysctl, sysctl.value, late(sysctl), priority),
    notes: (sysctl) =>
      late(sysctl).map(
        ({ leader, why }) =>
          `Written with slashes to sort after ${leader.id}, ${why}. To override it, use this spelling: NixOS takes ${sysctl.id} as another setting.`,
      ),
  };
}

/** NixOS writes its settings in the order of their names, in which every slash comes after every dot. */
function assignment(
  { key, priority }: Sysctl,
  value: SysctlValue,
  late: readonly Follower[],
  usual: number,
): templates.NixosSetting {
  const name = nixAttribute(late.length > 0 ? slashed(key) : sysctlName(key));
  const literal = prioritized(nixLiteral(value), priority?.number ?? usual);
  return {
    key: name,
    value: literal,
    // nixfmt counts without the indent, and counts the semicolon.
    broken: width(name) + width(literal) + 4 > 100,
  };
}

/**
 * Keeps one integer an integer: `net.core.rmem_max` and others have an integer type in NixOS. A text lands in a sysctl.d file
 * as it is, and must be one that such a file can hold.
 */
function nixLiteral(value: SysctlValue): string {
  if (value.type === "text") return nixString(sysctlValue(value.text));
  const [only, ...more] = value.fields;
  return only !== undefined && more.length === 0
    ? nixInteger(only)
    : nixString(value.fields.join(" "));
}

/** The priorities that lib has names for, else its number. Source: nixpkgs lib/modules.nix. */
function prioritized(literal: string, priority: number): string {
  const argument = literal.startsWith("-") ? `(${literal})` : literal;
  switch (priority) {
    case 100:
      return literal;
    case 1000:
      return `lib.mkDefault ${argument}`;
    case 50:
      return `lib.mkForce ${argument}`;
    default:
      return `lib.mkOverride ${priority} ${argument}`;
  }
}
