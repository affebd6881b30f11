import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { jsonSchema } from "../../src/index.js";

const validate = new Ajv2020({
  // The keywords of a value apply to one type each, and its ranges to the types that they are written for.
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allErrors: true,
  // Editors show it.
  keywords: ["patternErrorMessage"],
}).compile(jsonSchema());

/** What the schema refuses in a text: `/roles/a/sysctl/net.core.rmem_max pattern`. */
export function refused(text: string): readonly string[] {
  const valid = validate(parse(text, { logLevel: "error", merge: true }));
  return valid
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
      );
}
