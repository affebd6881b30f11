// Templates are precompiled by scripts/templates.js when tunegen is built or tested.
declare module "*.hbs" {
  /** What Handlebars' runtime makes a template of. */
  export const spec: TemplateSpecification;
}

// The package's own declaration of its runtime is empty. Only this function of it is used: no helpers, no partials.
declare module "handlebars/runtime.js" {
  const runtime: Pick<typeof Handlebars, "template">;
  export = runtime;
}
