import type { Reporter } from "../core/report.js";
import type { Interrupts } from "../settings/interrupts/index.js";
import type { Sysctl } from "../settings/sysctl/index.js";

const FLOWS = "net.core.rps_sock_flow_entries";

/** Reports a flow table that both `interrupts.rfs` and its sysctl size. */
export function checkFlowsOwner(
  interrupts: readonly Interrupts[],
  sysctls: readonly Sysctl[],
  reporter: Reporter,
): void {
  if (interrupts.length === 0) return;
  const sysctl = sysctls.find(
    ({ id, value }) => id === FLOWS && value !== undefined,
  );
  if (sysctl === undefined) return;
  for (const { value } of interrupts) {
    const { rfs } = value;
    if (rfs === undefined || rfs.value === null) continue;
    reporter.error(
      "conflict",
      rfs.origin.span,
      `\`rfs\` and \`${FLOWS}\` set the same value`,
      {
        why: "the one that is applied last silently wins",
        help: "keep `rfs`, which sizes the tables of the queues, too",
        related: [{ message: "the sysctl", span: sysctl.origin.span }],
      },
    );
  }
}
