import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { machineOf } from "../../src/plan/machine.js";
import { settingRisk } from "../../src/risk/of-setting.js";
import { run } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";

/** What `probe.py` saw of a key: of what was open before it changed, and of what is new. */
interface Trial {
  readonly key: string;
  /** The namespace has no such key of its own. */
  readonly missing?: true;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly new?: unknown;
}

/** Of all of /proc/sys, only the keys of these namespaces can be written. */
const enter = `for each in /proc/sys /proc/sys/net /proc/sys/kernel/msgmnb; do mount --bind $each $each; done &&
mount -o remount,bind,ro /proc/sys && exec python3 "$1"`;

const probe = fileURLToPath(new URL("probe.py", import.meta.url));

function trials(): readonly Trial[] {
  const { stdout, stderr } = run("unshare", [
    ...["--net", "--ipc", "--mount", "--propagation", "private"],
    ...["sh", "-c", enter, "sh", probe],
  ]);
  expect(stderr).toBe("");
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): Trial => JSON.parse(line) as Trial);
}

function riskOf(id: string): string {
  const values = { before: "0", after: "1", standard: undefined };
  const change = { id, ...values, services: [] };
  return settingRisk("sysctl", change, machineOf({ os: "linux" })).risk;
}

// What a class says of a key is what a kernel does.
loaderTest(
  "python3",
  "open and new connections, interfaces and namespaces",
  () => {
    const tried = trials().filter(({ missing }) => missing !== true);
    const wrong = tried.filter((trial) => {
      const isLive = trial.before !== trial.after;
      // A change that shows nowhere proves nothing.
      expect(trial.new, trial.key).not.toEqual(trial.before);
      return isLive !== (riskOf(trial.key) === "live");
    });
    expect(wrong).toEqual([]);
    expect(tried.length).toBeGreaterThanOrEqual(30);
    expect(new Set(tried.map(({ key }) => riskOf(key)))).toEqual(
      new Set([
        "new-connections",
        "live",
        "new-interfaces",
        "new-pods",
        "new-processes",
      ]),
    );
  },
);

loaderTest("sysctl", "a line that is removed restores nothing", () => {
  const { stdout } = inSandbox(`
    echo net.ipv4.tcp_fin_timeout = 17 > /tmp/tunegen-risk.conf
    sysctl -q -p /tmp/tunegen-risk.conf
    : > /tmp/tunegen-risk.conf
    sysctl -q -p /tmp/tunegen-risk.conf
    cat /proc/sys/net/ipv4/tcp_fin_timeout
    rm /tmp/tunegen-risk.conf`);
  expect(stdout).toBe("17\n");
});
