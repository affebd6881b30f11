import { limitItems, limitNames } from "../../core/limits.js";
import { systemdRange } from "../limit-values.js";
import type { Assigned, Part } from "../sysctl.d/assignment.js";
import type { LineReader } from "../sysctl.d/read-lines.js";

const LINE = /^(Default)?(Limit[A-Z]+)\s*=\s*(.*)$/u;

/** Whether a line of a unit or of system.conf sets a limit. */
export function isLimitLine(line: string): boolean {
  return LINE.test(line);
}

/**
 * Makes a reader of the limits of a unit, a drop-in or system.conf. Source: systemd.exec(5), "Process Properties", and
 * systemd-system.conf(5).
 * @param path of the file: `k3s.service.d/limits.conf` is a drop-in of k3s
 */
export function unitReader(path: string): LineReader {
  const [, service] =
    /(?:^|\/)([^/]+)\.service(?:\.d\/[^/]+)?$/u.exec(path) ?? [];
  let isNamed = false;
  return (part) => {
    const assigned = readLimit(part, service);
    const [limit] = assigned;
    if (limit?.setting === undefined || service === undefined || isNamed)
      return assigned;
    isNamed = true;
    const named = { ...limit.setting, value: true } as const;
    return [
      ...assigned,
      {
        setting: { ...named, path: ["limits", "services", service] },
        comment: undefined,
        remarks: [],
      },
    ];
  };
}

/** Other lines of a unit are none of the spec's. */
function readLimit(
  { source, text, start }: Part,
  service: string | undefined,
): readonly Assigned[] {
  const [, isDefault, directive = "", value = ""] = LINE.exec(text) ?? [];
  if (directive === "") return [];
  const span = { source, start, end: start + text.indexOf("=") };
  const item = limitNames.find(
    (name) => limitItems[name].directive === directive,
  );
  const left = (message: string, help: string): readonly Assigned[] => [
    {
      setting: undefined,
      comment: undefined,
      remarks: [{ kind: "left", span, message, help }],
    },
  ];
  if (item === undefined)
    return left(
      `the spec has no limit \`${directive}\``,
      "keep it where it is",
    );
  if (isDefault !== undefined)
    return left(
      `\`Default${directive}\` is for every service, and the spec names services`,
      "keep it where it is, or name the services in `limits.services`",
    );
  if (service === undefined)
    return left(
      `nothing says of which service \`${text}\` is`,
      "import it by the path that it has on the node, such as k3s.service.d/limits.conf",
    );
  return [
    {
      setting: {
        holder: { kind: "node" },
        path: ["limits", item],
        value: systemdRange(item, value.trim()),
        nixPriority: undefined,
        span,
      },
      comment: undefined,
      remarks: [],
    },
  ];
}
