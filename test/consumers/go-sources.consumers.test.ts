import { join } from "node:path";
import { expect } from "vitest";
import { run } from "../support/programs.js";
import { consumerTest, go } from "./consumer.js";

consumerTest("the Go sources are laid out by gofmt", () => {
  const { stdout: root } = run(go, ["env", "GOROOT"]);
  const gofmt = join(root.trimEnd(), "bin", "gofmt");
  expect(run(gofmt, ["-l", import.meta.dirname])).toEqual({
    status: 0,
    stdout: "",
    stderr: "",
  });
});
