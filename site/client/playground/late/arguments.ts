import { nearArgument } from "../../../../src/catalogue/near-arguments.js";

globalThis.tunegenParts = {
  ...globalThis.tunegenParts,
  arguments: { nearArgument },
};
