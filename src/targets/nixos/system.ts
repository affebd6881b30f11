import { kernelArguments } from "../../encode/kernel-arguments.js";
import { loginLimits, systemdLimit } from "../../encode/limits.js";
import { nixAttribute, nixString } from "../../encode/nix.js";
import { sysfsWrite } from "../../encode/tmpfiles.js";
import { width } from "../../encode/width.js";
import type { NodePlan } from "../../plan/types.js";
import type { Mark } from "../setting-lines.js";
import {
  deviceNotes,
  namedComment,
  saidOnce,
  written,
} from "../shared/named-comment.js";
import { settingMark } from "../shared/setting-mark.js";
import { nixosList } from "./list.js";
import type { NixosSystemView } from "./templates.js";

/**
 * Limits, sysfs and kernel arguments of a module. Sources: nixpkgs, nixos/modules/security/pam.nix (loginLimits),
 * system/boot/systemd/tmpfiles.nix (rules), system/boot/kernel.nix (kernelParams).
 */
export function nixosSystem(node: NodePlan, mark: Mark): NixosSystemView {
  const limits = written(node.settings.limit);
  return {
    kernelParams: nixosList(
      saidOnce(
        written(node.settings.kernelArgument).flatMap((argument) =>
          kernelArguments(argument.value).map((word) => ({
            comment: namedComment(node, argument, 4),
            value:
              settingMark(mark, "kernelArgument", argument) + nixString(word),
          })),
        ),
      ),
    ),
    tmpfiles: nixosList(
      saidOnce(
        written(node.settings.sysfs).map((setting) => ({
          comment: namedComment(node, setting, 4, deviceNotes(setting)),
          value:
            settingMark(mark, "sysfs", setting) +
            nixString(sysfsWrite(setting.id, setting.value)),
        })),
      ),
    ),
    loginLimits: saidOnce(
      limits.flatMap((limit) =>
        loginLimits(limit.value).map((line) => ({
          comment: namedComment(node, limit, 4),
          domain: nixString(line.domain),
          type: nixString(line.type),
          item: mark("limit", limit.id) + nixString(line.item),
          value: nixString(line.value),
        })),
      ),
    ),
    services: node.settings.limitService.flatMap(({ id: name }) =>
      limits.map((limit) => {
        const { key, ...setting } = serviceLimit(name, limit.value);
        const marks = mark("limit", limit.id) + mark("limitService", name);
        return { ...setting, key: marks + key };
      }),
    ),
  };
}

/**
 * NixOS' own modules set limits of their services (services.k3s: LimitNOFILE = 1048576), and two plain definitions that
 * differ fail the build: these are forced. Source: nixpkgs nixos/modules/services/cluster/rancher/default.nix.
 */
function serviceLimit(
  name: string,
  range: Parameters<typeof systemdLimit>[0],
): NixosSystemView["services"][number] {
  const { directive, value } = systemdLimit(range);
  const key = `systemd.services.${nixAttribute(name)}.serviceConfig.${directive}`;
  const literal = `lib.mkForce ${nixString(value)}`;
  return {
    key,
    value: literal,
    // nixfmt counts without the indent, and counts the semicolon.
    broken: width(key) + width(literal) + 4 > 100,
  };
}
