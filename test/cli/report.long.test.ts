import { expect, test } from "vitest";
import { commitAll } from "./git.js";
import { small, Workspace } from "./tunegen.js";

test("prints the page, or writes it to a file", () => {
  const workspace = new Workspace({
    "tuning.yaml": small,
    "review/.gitkeep": "",
  });
  const printed = workspace.run(["report"]);
  expect({ ...printed, out: "" }).toEqual({ code: 0, out: "", err: "" });
  expect(printed.out).toMatch(/^<!doctype html>\n/u);
  expect(workspace.run(["report", "--output", "review/tuning.html"])).toEqual({
    code: 0,
    out: "review/tuning.html\n",
    err: "",
  });
  expect(workspace.read("review/tuning.html")).toBe(printed.out);
  // Nothing else is written.
  expect(workspace.files()).toEqual([
    ...["review/.gitkeep", "review/tuning.html", "tuning.yaml"],
  ]);
});

test("reads standard input", () => {
  const { code, out } = new Workspace().run(["report", "-f", "-"], {
    input: small,
  });
  expect(code).toBe(0);
  expect(out).toContain("<h1>tuning.yaml</h1>");
});

test("a spec with errors gives a page of what is known, and exit code 1", () => {
  const workspace = new Workspace({
    "tuning.yaml": small.replace("somaxconn", "somaxcon"),
  });
  const { code, out, err } = workspace.run(["report"]);
  expect(code).toBe(1);
  expect(out).toContain("unknown-key");
  expect(out).toContain('<section id="missing"');
  expect(out).toContain('id="grid"');
  expect(err).toContain("[unknown-key]");
});

test("a spec that cannot be read gives a page of its errors, and exit code 1", () => {
  const { code, out } = new Workspace({ "tuning.yaml": "roles: [" }).run([
    "report",
  ]);
  expect({ code, hasGrid: out.includes('id="grid"') }).toEqual({
    code: 1,
    hasGrid: false,
  });
  expect(out).toContain("yaml-syntax");
});

test("--since compares what is known of a spec with errors, and tells that the rest is not compared", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  commitAll(workspace.folder);
  workspace.edit("tuning.yaml", (text) =>
    text.replace("somaxconn: 8192", "somaxconn: many"),
  );
  const { code, out } = workspace.run(["report", "--since", "HEAD"]);
  expect(code).toBe(1);
  expect(out).toContain("compared with HEAD: nothing that is known changes");
  expect(out).toContain(
    "What is missing of tuning.yaml because of its errors was not compared.",
  );
});

test("--since tells of the errors of the earlier spec", () => {
  const workspace = new Workspace({
    "tuning.yaml": small.replace("8192", "many"),
  });
  commitAll(workspace.folder);
  workspace.edit("tuning.yaml", () => small);
  const { code, out } = workspace.run(["report", "--since", "HEAD"]);
  expect(code).toBe(0);
  expect(out).toContain("HEAD has errors: what it does not say");
});

test("a finding that prevents a build is shown beside everything else", () => {
  const workspace = new Workspace({
    "tuning.yaml": small.replace(
      "net.core.somaxconn: 8192",
      "net.ipv4.ip_forward: 0",
    ),
  });
  const { code, out } = workspace.run(["report"]);
  expect({ code, hasGrid: out.includes('id="grid"') }).toEqual({
    code: out.includes('class="finding error"') ? 1 : 0,
    hasGrid: true,
  });
});

test("without a spec there is no page", () => {
  const { code, out, err } = new Workspace().run(["report"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("[unreadable-spec]");
});

test("a file that cannot be written is an error", () => {
  const workspace = new Workspace({
    "tuning.yaml": small,
    review: "a file, not a folder\n",
  });
  const { code, out, err } = workspace.run([
    ...["report", "--output", "review/tuning.html"],
  ]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("[output-unwritable]");
});

test("--since adds what changes, with its risk", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  commitAll(workspace.folder);
  workspace.edit("tuning.yaml", (text) => text.replace("8192", "16384"));
  const { code, out, err } = workspace.run(["report", "--since", "HEAD"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain('<section id="changes"');
  expect(out).toContain("New connections and sockets");
  expect(out).toContain("tuning.yaml compared with HEAD: 1 change");
  expect(workspace.run(["report"]).out).not.toContain('id="changes"');
  const unknown = workspace.run(["report", "--since", "v9"]);
  expect({ code: unknown.code, out: unknown.out }).toEqual({
    code: 2,
    out: "",
  });
});

test("--since reads the spec once: standard input, too", () => {
  const workspace = new Workspace({ "tuning.yaml": small });
  commitAll(workspace.folder);
  const { code, out, err } = workspace.run(
    ["report", "--file", "-", "--since", "HEAD"],
    { input: small.replace("8192", "16384") },
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("compared with HEAD: 1 change");
});

test("the only format is HTML", () => {
  const { code, err } = new Workspace({ "tuning.yaml": small }).run([
    ...["report", "--format", "pdf"],
  ]);
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are html");
});
