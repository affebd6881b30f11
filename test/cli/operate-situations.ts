import { commitAll } from "./git.js";
import type { Workspace } from "./tunegen.js";

const spec = "version: 1\nroles:\n  web: {}\n";

/** What leads to the codes of the commands about running nodes. */
export const operateSituations = {
  "unreadable-values": writeSpec,
  "unknown-node": writeSpec,
  "values-exist"(workspace: Workspace): undefined {
    writeSpec(workspace);
    workspace.write(
      "web1.txt",
      "tunegen-dump 1\nhost web1\nkernel 6.12.48\nsysctl vm/swappiness = 60\nend\n",
    );
    workspace.write("values.json", "{}\n");
  },
  "unreadable-revision": writeSpec,
  "ambiguous-revision"(workspace: Workspace): undefined {
    writeSpec(workspace);
    commitAll(workspace.folder);
    workspace.write("main", spec);
  },
};

function writeSpec(workspace: Workspace): undefined {
  workspace.write("tuning.yaml", spec);
}
