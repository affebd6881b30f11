// Templates are precompiled by scripts/templates.js when tunegen is built or tested.
declare module "*.hbs" {
  /** What Handlebars' runtime makes a template of. */
  export const spec: TemplateSpecification;
}

// The style and the script of a page, by scripts/templates.js, too.
declare module "*?text" {
  export const text: string;
}

// The package's own declaration of its runtime is empty. Only these of it are used: no partials.
declare module "handlebars/runtime.js" {
  const runtime: Pick<
    typeof Handlebars,
    "template" | "SafeString" | "escapeExpression" | "registerHelper"
  >;
  export = runtime;
}
