import type { revisionCodes } from "../../src/core/diagnostics/revisions.js";
import type { liveCodes } from "../../src/core/diagnostics/live.js";
import { fakePrometheus } from "./fake-prometheus.js";
import { commitAll } from "./git.js";
import type { Situate } from "./situation-tools.js";
import type { Workspace } from "./tunegen.js";

const web = "version: 1\nroles:\n  web: {}\n";

/** How each situation of the commands that read values of nodes comes about. */
export const liveSituations: Readonly<
  Record<keyof typeof liveCodes | keyof typeof revisionCodes, Situate>
> = {
  "unreadable-values": withSpec,
  "unknown-node": withSpec,
  "nothing-to-compare"(workspace) {
    workspace.write(
      "tuning.yaml",
      "version: 1\nroles:\n  web: { sysctl: { vm.swappiness: 10 } }\n",
    );
    workspace.write("web1.txt", "vm.swappiness = 10\n");
    return undefined;
  },
  "values-exist"(workspace) {
    withSpec(workspace);
    workspace.write(
      "web1.txt",
      "tunegen-dump 1\nhost web1\nkernel 6.12.48\nsysctl vm/swappiness = 60\nend\n",
    );
    workspace.write("values.json", "{}\n");
    return undefined;
  },
  "unreadable-revision": withSpec,
  "ambiguous-revision"(workspace) {
    withSpec(workspace);
    commitAll(workspace.folder);
    workspace.write("main", web);
    return undefined;
  },
  "nothing-to-upgrade"(workspace) {
    workspace.write(
      "tuning.yaml",
      'version: 1\nnode: { kernel: "6.12" }\nroles:\n  web: {}\n',
    );
    return undefined;
  },
  "prometheus-failed": withSpec,
  "prometheus-option": withSpec,
  async "no-metrics"(workspace) {
    withSpec(workspace);
    const { url } = await fakePrometheus([]);
    return (await workspace.start(["verify", "--prometheus", url])).err;
  },
  async "ambiguous-target"(workspace) {
    workspace.write("tuning.yaml", `${web}hosts:\n  web1: { role: web }\n`);
    const { url } = await fakePrometheus(
      ["10.0.0.1:9100", "10.0.0.2:9100"].map((instance) => ({
        __name__: "node_uname_info",
        instance,
        tuning_role: "web",
        tuning_host: "web1",
      })),
    );
    return (await workspace.start(["verify", "--prometheus", url])).err;
  },
};

function withSpec(workspace: Workspace): undefined {
  workspace.write("tuning.yaml", web);
}
