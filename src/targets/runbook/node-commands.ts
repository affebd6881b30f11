import { shellWord } from "../../encode/shell.js";
import type { Member } from "../../plan/types.js";
import {
  BASELINE,
  COLLECTOR,
  filesOf,
  formOf,
  type RunbookContext,
  subjectFlag,
  tunegen,
  wordFor,
} from "./context.js";
import { eachMember } from "./each.js";
import { userCommands } from "./user-commands.js";

/**
 * The commands that deploy the files of some nodes at once: the user's, or what the files need.
 *
 * @param most how many nodes have commands of their own
 */
export function deployCommands(
  context: RunbookContext,
  members: readonly Member[],
  most?: number,
): readonly string[] {
  const ways = new Set(members.map(({ deploy }) => deploy));
  return [...ways].flatMap((deploy) => {
    const some = members.filter((member) => member.deploy === deploy);
    return deploy === undefined
      ? eachMember(some, (member) => usualCommands(context, member), most)
      : userCommands(context, deploy.commands, some, members, most);
  });
}

function usualCommands(
  context: RunbookContext,
  member: Member,
): readonly string[] {
  const { node } = member;
  const address = wordFor(member, "address");
  const files = filesOf(context, node).filter(
    ({ install }) => install?.by === formOf(node),
  );
  switch (formOf(node)) {
    case "copy": {
      const copies = files.flatMap(({ path, install }) =>
        install?.by === "copy" ? [{ path, install }] : [],
      );
      const apply = new Set(copies.flatMap(({ install }) => install.apply));
      return [
        ...copies.map(({ path, install: { to, isProgram } }) => {
          const mode = isProgram === true ? "0755" : "0644";
          const install = `sudo install -D -m ${mode} /dev/stdin ${shellWord(to)}`;
          return `ssh ${address} ${shellWord(install)} < ${shellWord(path)}`;
        }),
        ...[...apply].map(
          (command) => `ssh ${address} ${shellWord(`sudo ${command}`)}`,
        ),
      ];
    }
    case "patch":
      return files.length === 0
        ? []
        : [
            `talosctl --nodes ${address} patch machineconfig ${files.map(({ path }) => `--patch ${shellWord(`@${path}`)}`).join(" ")}`,
          ];
    case "import": {
      const flake =
        member.host === undefined
          ? '.#"$host"'
          : shellWord(`.#${member.host.name}`);
      return [
        `nixos-rebuild switch --flake ${flake} --target-host ${address} --use-remote-sudo`,
      ];
    }
    case undefined:
      return [];
  }
}

/** A command that prints the values of a node. */
function collect(member: Member): string {
  const { platform, settings } = member.node;
  if (
    platform.settingsForm === "etc" ||
    platform.settingsForm === "nixos-module"
  )
    return `ssh ${wordFor(member, "address")} 'sudo sh' < ${COLLECTOR}`;
  const others =
    settings.module.length +
    settings.kernelArgument.length +
    settings.hugepages.length;
  return platform.settingsForm === "machine-config" && others === 0
    ? `talosctl --nodes ${wordFor(member, "address")} get kernelparamstatus --output yaml`
    : inDebugPod(member);
}

/** In a namespace whose pods may be privileged. */
function inDebugPod(member: Member): string {
  const node =
    member.host === undefined
      ? 'node/"$host"'
      : shellWord(`node/${member.host.name}`);
  return `kubectl --namespace kube-system debug ${node} --quiet --stdin --image=busybox --profile=sysadmin -- sh -c "$(cat ${COLLECTOR})"`;
}

/** The command that compares a node with the spec. */
export function verifyCommand(context: RunbookContext, member: Member): string {
  return `${collect(member)} | ${tunegen(context, "verify", subjectFlag(member.node), "-")}`;
}

/** The commands that keep what a node has before the rollout. */
export function captureCommands(
  context: RunbookContext,
  member: Member,
): readonly string[] {
  // Talos lists only the parameters that are set already.
  const command =
    member.node.platform.settingsForm === "machine-config"
      ? inDebugPod(member)
      : collect(member);
  const [dump, file] = [".txt", ".json"].map((ending) =>
    baselinePath(member, ending),
  );
  return [
    `${command} > ${dump ?? ""}`,
    tunegen(
      context,
      "capture",
      subjectFlag(member.node),
      `-o ${file ?? ""} ${dump ?? ""}`,
    ),
  ];
}

function baselinePath({ host }: Member, ending: string): string {
  return host === undefined
    ? `${BASELINE}/"$host"${ending}`
    : shellWord(`${BASELINE}/${host.name}${ending}`);
}

/** The commands that set a node back to what it had. */
export function rollbackCommands(
  context: RunbookContext,
  member: Member,
): readonly string[] {
  const { node, host } = member;
  const folder =
    host === undefined
      ? 'rollback/"$host"'
      : shellWord(`rollback/${host.name}`);
  const own = `${folder}/${node.kind === "host" ? shellWord(`host-${node.name}`) : "node-*"}`;
  const address = wordFor(member, "address");
  return [
    // 1: something is not undone, which it has printed.
    `${tunegen(context, "rollback", subjectFlag(node), `--baseline ${baselinePath(member, ".json")}`, `-o ${folder}`)} || [ $? -eq 1 ]`,
    ...(formOf(node) === "patch"
      ? [
          `for patch in ${own}/old-values.yaml; do talosctl --nodes ${address} patch machineconfig --mode no-reboot --patch @"$patch"; done`,
        ]
      : formOf(node) === undefined
        ? []
        : [
            // A shell expands no pattern behind a redirection.
            node.kind === "host"
              ? `ssh ${address} 'sudo sh' < ${own}/old-values.sh`
              : `cat ${own}/old-values.sh | ssh ${address} 'sudo sh'`,
          ]),
  ];
}

/** The commands that reboot a node, and those for when it is back. */
export function rebootCommands(member: Member): {
  readonly before: readonly string[];
  readonly after: readonly string[];
} {
  const { platform } = member.node;
  const [host, address] = [wordFor(member, "host"), wordFor(member, "address")];
  const inCluster =
    platform.hasKubelet === true || platform.settingsForm === "machine-config";
  return {
    before: [
      ...(inCluster
        ? [`kubectl drain ${host} --ignore-daemonsets --delete-emptydir-data`]
        : []),
      platform.settingsForm === "machine-config"
        ? `talosctl --nodes ${address} reboot`
        : `ssh ${address} 'sudo shutdown -r +1'`,
    ],
    after: inCluster
      ? [
          `kubectl wait --for=condition=Ready node/${host} --timeout=15m`,
          `kubectl uncordon ${host}`,
        ]
      : [],
  };
}
