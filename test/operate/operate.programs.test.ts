import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Workspace } from "../cli/tunegen.js";
import { readerIn } from "../support/reader.js";
import { enter, loaderTest, unshare } from "../support/sandbox.js";
import { replay } from "../support/transcript.js";

const document = new URL("../../docs/operate.md", import.meta.url).pathname;
const prometheus = new URL("prometheus.js", import.meta.url).pathname;

/** Programs that reach the nodes of the tour, which are network namespaces, in place of those that reach real ones. */
const stubs = {
  ssh: 'exec in-node "$1" "$@"',
  kubectl: `case "$*" in
  "debug node/"*) node=\${2#node/} name=$node ;;
  "exec "*) node=web1 name=nginx-5d59d67564-x2x7f ;;
  *) echo "kubectl: unknown arguments: $*" >&2 && exit 1 ;;
esac
while [ "$1" != -- ]; do shift; done
shift && exec in-node "$name" "$node" busybox "$@"`,
  // $1: what "uname -n" prints; $2: the network namespace; then a command
  "in-node": `exec unshare --uts sh -c 'hostname "$1" && shift && exec ip netns exec "$@"' sh "$@"`,
};

/** The sandbox: what is mounted by "ip netns add" ends with it, and Prometheus is a stub. */
const script = `set -e
hostname laptop
mkdir -p /run/netns
mount -t tmpfs tmpfs /run/netns
printf '127.0.0.1 %s\\n' localhost prometheus.example.org >"$FOLDER/hosts"
mount --bind "$FOLDER/hosts" /etc/hosts
ip link set lo up
'${process.execPath}' '${prometheus}' &
echo ready
wait`;

/** Starts a sandbox that many commands enter; gives back the program that enters it. */
async function startSandbox(folder: string): Promise<readonly string[]> {
  const child = spawn(
    "unshare",
    [
      ...unshare,
      "--uts",
      "--pid",
      "--kill-child",
      "sh",
      "-c",
      enter,
      "sh",
      script,
    ],
    {
      env: { ...process.env, FOLDER: folder },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("error", reject);
    child.once("exit", (status) => {
      reject(new Error(`the sandbox ended with ${status ?? "a signal"}`));
    });
  });
  return ["nsenter", `--target=${child.pid ?? 0}`, "--net", "--mount", "--uts"];
}

loaderTest("ip", "docs/operate.md says what happens", async () => {
  const { folder } = new Workspace();
  const here = join(folder, "here");
  mkdirSync(here);
  const { text } = replay(readFileSync(document, "utf8"), here, {
    env: readerIn(folder, stubs),
    within: [...(await startSandbox(folder)), `--wdns=${here}`],
    shownAs: new Map([[release(), "6.12.48+deb13-amd64"]]),
  });
  await expect(text).toMatchFileSnapshot(document);
});

test("a block of docs/operate.md that is not run says why", () => {
  const text = readFileSync(document, "utf8");
  const silent = [...text.matchAll(/^(.*)\n\n```sh\n([^]*?)```/gmu)].filter(
    ([, before = ""]) => !/^<!-- not run: .+ -->$/u.test(before),
  );
  expect(silent.map(([, , block]) => block)).toEqual([]);
});
