import { expect, test } from "vitest";
import { compile } from "../../src/index.js";

test("half a surrogate pair in a line that is not YAML is an error, not an exception", () => {
  const { findings } = compile(`version: 1
roles:
  all:
    why: Test
    sysctl:
      fs.inotify.max_user_instances:\ud800
        { atLeast: 1024 }
`);
  expect(findings.map(({ severity, line }) => [severity, line])).toContainEqual(
    ["error", 6],
  );
});

test("a stage without a readable name is not named in messages", () => {
  const messages = ["", "name: \ufffe\n      "].map((name) =>
    compile(`version: 1
roles:
  a: { why: Test, node: { os: linux } }
rollout:
  stages:
    - ${name}pause: 1h
    - name: rest
      roles: [a]
`).findings.map(({ message }) => message),
  );
  for (const each of messages)
    expect(each).toContain("this stage deploys nothing");
});
