import { isErrorCode } from "../../../src/core/diagnostics/registry.js";
import { compile } from "../../../src/index.js";
import type { Compiler } from "./api.js";
import { withMissed } from "./parts.js";

const compiler: Compiler = {
  compile: (spec) => withMissed(() => compile(spec)),
  pageOf: (code) => `${isErrorCode(code) ? "errors" : "rules"}/${code}.html`,
};

globalThis.tunegenCompiler = compiler;
document.dispatchEvent(new Event("tunegen"));
