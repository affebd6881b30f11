import { afterwards, platformSections } from "../../src/platform/docs.js";
import type { PlatformSection } from "../../src/platform/docs.js";
import { template } from "../../src/targets/shared/template.js";
import { spec as platformSpec } from "../templates/platform.html.hbs";
import { spec as platformsSpec } from "../templates/platforms.html.hbs";
import type { Content } from "./layout.js";
import { paths } from "./links.js";
import type { Texts } from "./texts.js";

const page = template<Record<string, unknown>>("site/platform", platformSpec);
const index = template<Record<string, unknown>>(
  "site/platforms",
  platformsSpec,
);

/** Makes the pages of all platforms, and the one that lists them. */
export function platformContents(texts: Texts): readonly Content[] {
  const sections = platformSections();
  return [
    ...sections.map((each) => platformContent(each, texts)),
    list(sections, texts),
  ];
}

function platformContent(
  { name, label, lines }: PlatformSection,
  texts: Texts,
): Content {
  const path = paths.platform(name);
  return {
    path,
    title: label,
    description: `What ${label} sets at boot, and the kernels that it is built with`,
    section: "platforms",
    html: page.render({
      label,
      body: texts.blocks(lines.join("\n"), path).html,
    }),
  };
}

function list(sections: readonly PlatformSection[], texts: Texts): Content {
  const path = "platforms/index.html";
  return {
    path,
    title: "Platforms",
    description:
      "What tunegen knows of operating systems and distributions: kernels, sysctls at boot, and programs that write sysctls",
    section: "platforms",
    html: index.render({
      platforms: sections.map(({ name, label }) => ({
        label,
        address: `${name}.html`,
      })),
      afterwards: texts.blocks(afterwards().join("\n"), path).html,
    }),
  };
}
