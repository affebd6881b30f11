// Stands for CodeMirror, of which `@replit/codemirror-lang-nix` calls these once, when it is loaded.

const nothing = () => undefined;

export const LRLanguage = { define: nothing };
export const indentNodeProp = { add: () => nothing };
export const foldNodeProp = { add: () => nothing };
export const delimitedIndent = nothing;
export const continuedIndent = nothing;
export const foldInside = nothing;
export const LanguageSupport = nothing;
export const snippetCompletion = nothing;
export const ifNotIn = nothing;
export const completeFromList = nothing;
