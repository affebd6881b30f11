import { compileSource } from "../../src/compile.js";
import { errorsAmong, hasErrors } from "../../src/core/diagnostic.js";
import { knownPart } from "../../src/report/known/known-part.js";
import { reportHtml } from "../../src/report/html/page.js";
import { reportOf } from "../../src/report/report.js";
import type { Cell, Report, ReportBody } from "../../src/report/types.js";
import { emitAll } from "../../src/targets/emit.js";

/** The report of a spec as the command makes it. */
export function reportFor(
  text: string,
  read: (path: string) => string = () => "",
  name = "tuning.yaml",
): Report {
  const compiled = compileSource(
    { name, text },
    { readInclude: (path) => ({ name: path, text: read(path) }) },
  );
  const { spec, plan, files, errors, findings } = compiled;
  const diagnostics = [...errors, ...findings];
  const part = spec && plan && knownPart(spec, plan, errors, diagnostics);
  return reportOf({
    name,
    diagnostics,
    spec,
    planned: spec &&
      plan &&
      part && {
        spec,
        part,
        files:
          errorsAmong(errors).length === 0 && hasErrors(findings)
            ? emitAll(plan)
            : files,
        shownPath: (path) => path,
      },
    changes: undefined,
  });
}

/** What the report of a spec without errors shows. */
export function bodyFor(text: string): ReportBody {
  const { body, findings } = reportFor(text);
  if (body === undefined) throw new Error(JSON.stringify(findings));
  return body;
}

/** The page of a spec. */
export function pageFor(
  text: string,
  read?: (path: string) => string,
  name?: string,
): string {
  return reportHtml(reportFor(text, read, name));
}

/** The cell of a key in the column of a node. */
export function cellOf(
  { matrix: { columns, groups } }: ReportBody,
  key: string,
  node: string,
): Cell | undefined {
  const at = columns.findIndex(({ name }) => name === node);
  const cell = groups
    .flatMap(({ rows }) => rows)
    .find(({ name }) => name === key)?.cells[at];
  return cell === undefined || "finding" in cell ? undefined : cell;
}

/** A spec of several kinds of nodes, with all kinds of marks. */
export const cluster = `version: 1
profiles:
  network:
    why: Bursts of connections
    refs: [https://docs.kernel.org/networking/ip-sysctl.html, Meeting of May]
    sysctl:
      net.core.somaxconn: 8192 # Longer accept queues
      net.netfilter.nf_conntrack_max: 262144 # Many flows
      fs.inotify.max_user_watches: { atLeast: 1048576 } # Many watched files
roles:
  worker:
    why: Boards that run pods
    node: { os: nixos, osVersion: "25.11", distribution: k3s, kernel: "6.12", cpus: 4, memory: 4GiB, arch: arm64 }
    profiles: [network]
    sysctl:
      net.ipv4.conf.all.forwarding: 1 # NixOS writes 0 at every switch
      net.core.somaxconn: 16384 # Measured here
      net.ipv4.tcp_fin_timeout: 15 # Sockets end sooner
      net.bridge.bridge-nf-call-iptables:
        value: 0
        why: Bridges out of the firewall
        accept: { reset-by-k3s: A unit of our own writes it after K3s }
  gateway:
    node: { os: linux, distro: debian-13, kernel: "6.12", memory: 16GiB, cpus: 8 }
    profiles: [network]
hosts:
  board1: { role: worker }
  board2: { role: worker }
  board3:
    role: worker
    sysctl:
      net.ipv4.tcp_fin_timeout: 30 # Slow clients
workloads:
  ingress:
    roles: [worker]
    sysctl:
      net.core.somaxconn: 4096 # The queue of the ingress
`;
