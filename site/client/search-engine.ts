import { finderOf } from "./find.js";

globalThis.tunegenFinderOf = finderOf;
