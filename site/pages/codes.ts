import type { CodeEntry } from "../../src/core/diagnostics/entry.js";
import { codeGroups } from "../../src/core/diagnostics/registry.js";
import type { Severity } from "../../src/core/severity.js";
import { codeBody } from "../../src/explain/code/docs.js";
import { ruleBody, ruleGroups } from "../../src/explain/rule/docs.js";
import type { KeyExplanation } from "../../src/explain/types.js";
import { acceptable } from "../../src/rules/codes.js";
import { rules } from "../../src/rules/registry.js";
import { template } from "../../src/targets/shared/template.js";
import { grouped } from "../shared/grouped.js";
import { spec as codeSpec } from "../templates/code.html.hbs";
import { spec as codesSpec } from "../templates/codes.html.hbs";
import type { Content } from "./layout.js";
import { paths, slug } from "./links.js";
import type { Texts } from "./texts.js";

const codePage = template<Record<string, unknown>>("site/code", codeSpec);
const codesPage = template<Record<string, unknown>>("site/codes", codesSpec);

/** What the site says of a rule or an error code. */
export interface CodePage {
  readonly of: "rule" | "error";
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly group: string;
  /** Markdown. */
  readonly body: string;
}

/** Lists all rules, then all other codes, in the order of the documentation. */
export function allCodes(): readonly CodePage[] {
  return [
    ...Object.entries(ruleGroups).flatMap(([group, title]) =>
      rules
        .filter((rule) => rule.group === group)
        .map((rule) => ({
          of: "rule" as const,
          name: rule.name,
          severity: rule.severity,
          summary: rule.summary,
          group: title,
          body: ruleBody(rule).join("\n"),
        })),
    ),
    ...codeGroups.flatMap(({ title, codes }) =>
      Object.entries<CodeEntry>(codes).map(([name, entry]) => ({
        of: "error" as const,
        name,
        severity: entry.severity,
        summary: entry.summary,
        group: title,
        body: codeBody(name, entry).join("\n"),
      })),
    ),
  ];
}

/** Makes the page of a rule or an error code. */
export function codeContent(
  code: CodePage,
  keys: readonly KeyExplanation[],
  texts: Texts,
): Content {
  const { of, name, severity, summary, group, body } = code;
  const path = pathOf(code);
  const watched = keys.filter(({ rules: own }) =>
    own.some((rule) => rule.name === name),
  );
  return {
    path,
    title: name,
    description: `${summary}.`.replaceAll("`", ""),
    section: of === "rule" ? "rules" : "errors",
    html: codePage.render({
      name,
      severity,
      accepted: acceptable().has(name),
      stops: severity === "error",
      section: of === "rule" ? "Rules" : "Errors",
      group: { title: group, anchor: slug(group) },
      summary: texts.inline(`${summary}.`, path),
      body: texts.blocks(body, path, 1).html,
      keys: watched.slice(0, SHOWN).map(({ key }) => ({
        key,
        address: `../${paths.key(key)}`,
      })),
      more: watched.length > SHOWN ? watched.length - SHOWN : false,
    }),
  };
}

/** More keys are those of each network interface. */
const SHOWN = 24;

function pathOf({ of, name }: Pick<CodePage, "of" | "name">): string {
  return of === "rule" ? paths.rule(name) : paths.code(name);
}

/** Makes the page that lists the rules, or the other codes, by group. */
export function codesContent(
  of: CodePage["of"],
  codes: readonly CodePage[],
  texts: Texts,
): Content {
  const path = of === "rule" ? "rules/index.html" : "errors/index.html";
  const own = codes.filter((code) => code.of === of);
  const groups = grouped(own, ({ group }) => group);
  return {
    path,
    title: of === "rule" ? "Rules" : "Errors",
    description: introductions[of],
    section: of === "rule" ? "rules" : "errors",
    html: codesPage.render({
      title: of === "rule" ? "Rules" : "Errors",
      intro: texts.inline(introductions[of], path),
      groups: [...groups].map(([title, members]) => ({
        title,
        anchor: slug(title),
        codes: members.map(({ name, severity, summary }) => ({
          name,
          severity,
          address: `${name}.html`,
          summary: texts.inline(summary, path),
        })),
      })),
    }),
  };
}

const introductions = {
  rule: "What `tunegen lint` finds in a spec, and so do `build` and `check`. An error stops a build; a warning and a note do not. To keep a setting that a rule reports, `accept` the finding with a reason.",
  error:
    "Every code that tunegen prints in brackets and that is not a rule. An error in the spec ends the command with exit code 2.",
} as const;
