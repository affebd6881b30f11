import { compare } from "../core/diagnostic.js";
import { listed, type SettingKind, settingOf } from "./kind.js";
import { noReasons } from "../core/reasons.js";
import { limitsSchema } from "./limit.js";
import type { Setting, WrittenSetting } from "./setting.js";

/** A systemd service that gets a node's limits, too: `containerd`, without `.service`. */
export type LimitService = Setting<true>;

/** `limits.services`: units whose drop-ins repeat the limits. */
export const limitService: SettingKind<WrittenSetting<true>, LimitService> = {
  section: "limits",
  places: ["profile", "role", "host"],
  schema: limitsSchema,
  plural: "limits of systemd services",
  asksReason: false,
  pathOf: ({ keyText }) => `limits.services ${keyText}`,
  compare: (a, b) => compare(a.id, b.id),
  read(owner, section, reporter) {
    const items = section.value.entries?.get("services")?.value.items ?? [];
    return items.flatMap(({ data, span }) => {
      const text = String(data);
      const id = text.replace(/\.service$/u, "");
      if (!isService(id)) {
        reporter.error(
          "malformed-name",
          span,
          `\`${text}\` is not a valid systemd service name`,
          {
            why: "the drop-in folder gets this name: <name>.service.d",
            help: "write the name of the unit, such as `containerd`",
          },
        );
        return [];
      }
      const origin = { owner, span };
      return [
        {
          ...noReasons,
          accept: reporter.accept ?? noReasons.accept,
          id,
          keyText: text,
          value: true,
          origin,
          valueSpan: span,
        },
      ];
    });
  },
  appliesTo: ({ id }, { platform }) =>
    platform.containerLimits === undefined ||
    id === platform.runtimeService ||
    `${platform.systemLabel} sets limits of containers only, not of services`,
  ...listed,
  idle: (_, has) =>
    has("limit") ? undefined : "the node has no limits for the service to get",
  settle: settingOf,
};

/** Source: systemd.unit(5), the characters of a unit's name, less the backslash of escaped ones. */
function isService(name: string): boolean {
  return (
    /^[A-Za-z0-9:_@-][A-Za-z0-9:_.@-]{0,200}$/u.test(name) &&
    !/\.(?:socket|mount|swap|timer|slice|scope|target|path|device)$/u.test(name)
  );
}
