import { type NodeKind, nodeKinds, type SettingOf } from "./registry.js";

/** Gives the value of a node's setting in a normal form: settings with the same text are equal. Undefined without a value. */
export function settingText<K extends NodeKind>(
  kind: K,
  setting: SettingOf<K>,
): string | undefined {
  const { value, fields = [] } = setting;
  if (value === undefined) return undefined;
  return fields.length === 0
    ? bare(nodeKinds[kind].text(value))
    : fields.map(({ name, text }) => `${name}=${text}`).join(" ");
}

/** Names a setting where its section is not in view: `vm.swappiness`, `hugepages.2M`. */
export function settingPath<K extends NodeKind>(
  kind: K,
  setting: SettingOf<K>,
): string {
  return nodeKinds[kind].pathOf?.(setting) ?? setting.keyText;
}

/** Removes the `=` by which a kernel argument's value is told from the bare word. */
function bare(text: string): string {
  return text.replaceAll(/(^| )=/gu, "$1");
}
