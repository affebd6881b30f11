import { compile } from "../../../src/index.js";
Object.assign(globalThis, { compile });
