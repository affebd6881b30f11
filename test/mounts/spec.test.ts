import { expect, test } from "vitest";
import { compiled, found, planOf } from "../support/compile.js";
import { emitAll } from "../../src/targets/emit.js";
import { lineFindings } from "../rules/line-findings.js";

/** A mount whose options begin at line 9. */
function mount(...options: readonly string[]): string {
  return `version: 1
mounts:
  media:
    why: Media
    persistentVolumes: [media-smb]
    writers: one
    list: append
    options:
${options.map((option) => `      - ${option}\n`).join("")}`;
}

test.each([
  ["a comma", ['"cache=loose,actimeo=60"'], ["9:9 malformed-option"]],
  ["a blank", ['"uid = 1"'], ["9:9 malformed-option"]],
  ["a line break", [String.raw`"uid=1\n"`], ["9:9 malformed-option"]],
  ["nothing", ['""'], ["9:9 malformed-option"]],
  ["no name", ['"=1"'], ["9:9 malformed-option"]],
  ["mount's own flag", ["-o"], ["9:9 malformed-option"]],
  ["a password", ["password=x"], ["9:9 mount-credentials"]],
  ["a password beside the user", ['"user=a%b"'], ["9:9 mount-credentials"]],
  ["two caches", ["cache=none", "cache=strict"], ["10:9 mount-conflict"]],
  ["twice the same", ["seal", "seal"], ["10:9 mount-conflict"]],
  ["opposites", ["serverino", "noserverino"], ["10:9 mount-conflict"]],
  ["hard and soft", ["hard", "soft"], ["10:9 mount-conflict"]],
  ["aliases", ["dirmode=0777", "dir_mode=0770"], ["10:9 mount-conflict"]],
  ["times", ["acregmax=5", "actimeo=60"], ["10:9 mount-conflict"]],
  [
    "times, the other way",
    ["actimeo=60", "acdirmax=5"],
    ["9:9 mount-conflict"],
  ],
  ["two times", ["acregmax=5", "acdirmax=5"], []],
])("%s is an error", (_, options, expected) => {
  expect(found(mount(...options))).toEqual(expected);
});

test.each([
  ["noatime", ["mount-no-effect"]],
  ["relatime", ["mount-no-effect"]],
  ["_netdev", ["mount-no-effect"]],
  ["actime=60", ["mount-unknown-option"]],
  ["toString", ["mount-unknown-option"]],
  ["vers=4.0", ["mount-unknown-option"]],
  ["cache=lose", ["mount-unknown-option"]],
  ["actimeo=1m", ["mount-unknown-option"]],
  ["actimeo", ["mount-unknown-option"]],
  ["seal=yes", ["mount-unknown-option"]],
  ["x-systemd.automount", []],
  ["uid=media", []],
  ["file_mode=0770", []],
  ["nosuid", []],
  ["nobrl", []],
  ["mfsymlinks", []],
  ["cache=none", []],
])("%s", (option, rules) => {
  expect(
    lineFindings(mount(option), (rule) => rule.startsWith("mount-")),
  ).toEqual(rules.map((rule) => `9:9 ${rule}`));
});

test.each([
  ["one", []],
  ["several", ["9:9 mount-weak-consistency"]],
])("cache=loose with %s", (writers, expected) => {
  const text = mount("cache=loose").replace(
    "writers: one",
    `writers: ${writers}`,
  );
  expect(lineFindings(text, (rule) => rule.startsWith("mount-"))).toEqual(
    expected,
  );
});

test("cache=loose where nobody says how many write", () => {
  const text = mount("cache=loose").replace("    writers: one\n", "");
  expect(lineFindings(text, (rule) => rule.startsWith("mount-"))).toEqual([
    "8:9 mount-writers-unknown",
  ]);
});

test("of other drivers' options nothing is said", () => {
  const text = mount("noatime", "whatever=1", "cache=loose").replace(
    "why: Media",
    "driver: nfs.csi.k8s.io",
  );
  expect(compiled(text).findings).toEqual([]);
});

test("a finding is accepted at the option, or for the whole mount", () => {
  const reason = '{ mount-no-effect: "meant" }';
  const atOption = mount(`{ value: noatime, accept: ${reason} }`);
  const ofMount = mount("noatime").replace("why: Media", `accept: ${reason}`);
  expect(compiled(atOption).findings).toEqual([]);
  expect(compiled(ofMount).findings).toEqual([]);
});

test("a password is not repeated in what is printed", () => {
  const [finding] = compiled(mount("password=hunter2")).findings;
  expect(finding?.message).not.toContain("hunter2");
});

const named = (names: string): string =>
  mount("seal").replace("[media-smb]", names);

test.each([
  ["[Media]", ["5:25 malformed-name"]],
  ["[a_b]", ["5:25 malformed-name"]],
  ['[""]', ["5:25 malformed-name"]],
  ["[../x]", ["5:25 malformed-name"]],
  ["[a..b]", ["5:25 malformed-name"]],
  ["[a.b-c.d1]", []],
  ["[a, a]", ["5:28 named-twice"]],
  [`[${"a".repeat(254)}]`, ["5:25 malformed-name"]],
  ["[]", ["3:3 mount-without-objects"]],
])("volumes %s", (names, expected) => {
  expect(found(named(names))).toEqual(expected);
});

test("two mounts cannot both have a volume", () => {
  const text = `${mount("seal")}  more:
    persistentVolumes: [media-smb]
    storageClasses: [media-smb]
    list: append
    options: [seal]
`;
  expect(found(text)).toEqual(["11:25 conflict"]);
});

test("no file leaves the folder, whatever the path option says", () => {
  const text = `${mount("seal")}targets: { mounts: { path: apps/mounts } }
`;
  expect(emitAll(planOf(text), ["mounts"]).map(({ path }) => path)).toEqual([
    "apps/mounts/kustomization.yaml",
    "apps/mounts/persistentvolume-media-smb/kustomization.yaml",
    "apps/mounts/persistentvolume-media-smb/patch.yaml",
  ]);
});
