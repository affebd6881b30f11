import type { Source } from "../../core/source.js";
import type { Format, Reading } from "../types.js";
import { commentsOf } from "./comments.js";
import { noContext } from "./context.js";
import { readElsewhere } from "./elsewhere.js";
import { Evaluator } from "./evaluate.js";
import { Findings } from "./findings.js";
import { reportBroken } from "./broken.js";
import { readModule } from "./module.js";
import { settle } from "./settle.js";
import { type Node, parse } from "./syntax.js";
import { lazily } from "./value.js";
import { onceFor } from "../../core/once-for.js";

/** Reads NixOS modules: what is constant is computed, and what needs an evaluation is reported with its line. */
export const nixos: Format = {
  name: "nixos",
  title: "a NixOS module",
  recognises: (source) => isStart(source.text) && found(source).isTuning,
  read: (source) => found(source).reading,
};

interface Found {
  readonly reading: Reading;
  /** Whether anything in the file is for this reader. */
  readonly isTuning: boolean;
}

const found = onceFor(find);

function find(source: Source): Found {
  const syntax = parse(source);
  const evaluator = new Evaluator(syntax);
  const findings = new Findings(syntax, evaluator.used);
  const { root } = syntax;
  if (root !== undefined)
    readModule(opened(root, evaluator), noContext, findings);
  readElsewhere(evaluator, findings);
  const isTuning = findings.options > 0 || findings.candidates.length > 0;
  reportBroken(findings);
  const settings = settle(findings);
  if (settings.length > 0) noteOthers(findings);
  const comments = commentsOf(settings, findings);
  const start = findings.span({ from: 0, to: 0 });
  return {
    isTuning,
    reading: {
      source,
      format: "nixos",
      heading: comments.heading,
      facts: [{ name: "os", value: "nixos", span: start }, ...findings.facts],
      settings: settings.map((candidate) => ({
        holder: { kind: "node" },
        path: candidate.path,
        value: candidate.value,
        ...comments.reasonsOf(candidate),
        nixPriority:
          candidate.path[0] === "sysctl"
            ? candidate.context.priority
            : undefined,
        span: candidate.span,
      })),
      commentedOut: comments.commentedOut,
      uses: findings.uses,
      remarks: [...findings.remarks, ...comments.remarks].sort(
        (a, b) => a.span.start - b.span.start,
      ),
    },
  };
}

/** The module in a file: functions get the arguments that NixOS gives them. */
function opened(
  root: Node,
  evaluator: Evaluator,
): ReturnType<Evaluator["lazy"]> {
  const argument = lazily(root, () => ({ kind: "library", path: "" }));
  let lazy = evaluator.lazy(root, undefined);
  for (let level = 0; level < 10; level += 1) {
    const value = lazy.value();
    if (value.kind !== "function") break;
    lazy = lazily(root, () => value.apply(argument, root));
  }
  return lazy;
}

/** Says how much of the file is no tuning, in one remark. */
function noteOthers(findings: Findings): void {
  const { others } = findings;
  if (others === 0) return;
  findings.remark(
    "note",
    { from: 0, to: 0 },
    `${others === 1 ? "1 other option is" : `${others} other options are`} no tuning, and left where ${others === 1 ? "it is" : "they are"}`,
  );
}

/** A set, `let` and so on, after the arguments of functions: a key of YAML looks like one, and has no set behind it. */
const starts =
  /(?:[A-Za-z_][\w'-]{0,99}\s{0,9}[:@]\s{0,9}){0,9}(?:[{(]|(?:let|rec|with|assert)\b)/uy;

/** Whether the first thing in a text may be the start of a Nix expression. */
function isStart(text: string): boolean {
  if (!text.includes("=")) return false;
  let at = 0;
  for (;;) {
    while (at < text.length && text.charAt(at).trim() === "") at += 1;
    const isLine = text.startsWith("#", at);
    if (!isLine && !text.startsWith("/*", at)) break;
    const end = text.indexOf(isLine ? "\n" : "*/", at + 2);
    if (end === -1) return false;
    at = end + (isLine ? 1 : 2);
  }
  starts.lastIndex = at;
  return starts.test(text);
}
