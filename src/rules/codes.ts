import type { ErrorCode } from "../core/diagnostics/registry.js";
import type { RuleName } from "./registry.js";

/** Everything that tunegen can print in brackets: what stops a build, and what its rules find. */
export type Code = ErrorCode | RuleName;
