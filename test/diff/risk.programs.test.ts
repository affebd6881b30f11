import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { run } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { isLive, probedKeys, riskOfKey, type Trial } from "./trials.js";

/** What `probe.py` saw of a key. */
interface KeyTrial extends Trial {
  readonly key: string;
  /** The namespace has no such key of its own. */
  readonly missing?: true;
}

/** Of all of /proc/sys, only the keys of these namespaces can be written. */
const enter = `for each in /proc/sys /proc/sys/net /proc/sys/kernel/msgmnb; do mount --bind $each $each; done &&
mount -o remount,bind,ro /proc/sys && exec python3 "$1"`;

const probe = fileURLToPath(new URL("probe.py", import.meta.url));

function trials(): readonly KeyTrial[] {
  const { stdout, stderr } = run("unshare", [
    ...["--net", "--ipc", "--mount", "--propagation", "private"],
    ...["sh", "-c", enter, "sh", probe],
  ]);
  expect(stderr).toBe("");
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): KeyTrial => JSON.parse(line) as KeyTrial);
}

// What a class says of a key is what a kernel does.
loaderTest(
  "python3",
  "open and new connections, interfaces and namespaces",
  () => {
    const all = trials();
    expect(all.map(({ key }) => key)).toEqual(probedKeys);
    const tried = all.filter(({ missing }) => missing !== true);
    const wrong = tried.filter((trial) => {
      // A change that shows nowhere proves nothing.
      expect(trial.new, trial.key).not.toEqual(trial.before);
      return isLive(trial) !== (riskOfKey(trial.key) === "live");
    });
    expect(wrong).toEqual([]);
    expect(tried.length).toBeGreaterThanOrEqual(30);
    expect(new Set(tried.map(({ key }) => riskOfKey(key)))).toEqual(
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
