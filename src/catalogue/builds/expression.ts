/**
 * The expressions of the tables of builds: the gates of keys (`NETFILTER && IP_VS`, `CHR_DEV_SG=y`) and defaults
 * (`NET_SCH_DEFAULT ? DEFAULT_NET_SCH : "pfifo_fast"`). Numbers are whole, and division rounds down.
 */
export type Expression =
  | { readonly kind: "constant"; readonly value: Value }
  | { readonly kind: "symbol"; readonly name: string }
  /** `X=y`: built in, not as a module. */
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "not"; readonly of: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "choice";
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly of: readonly Expression[];
    };

/** Undefined: unknown. `none` is the value of a field that does not exist. */
export type Value = number | string | boolean | undefined;

const parsed = new Map<string, Expression>();

/** Parses an expression of the tables; a mistake in it is an error of the tables, and throws. */
export function parseExpression(text: string): Expression {
  const known = parsed.get(text);
  if (known) return known;
  const tokens =
    text.match(
      /[A-Za-z]\w*=y\b|[A-Za-z]\w*|\d+|"[^"]*"|&&|\|\||[=><]=|[-+*/<>!?:(),]|\S/gu,
    ) ?? [];
  const parser = new Parser(tokens);
  const expression = parser.choice();
  if (!parser.isAtEnd()) throw new Error(`not an expression: ${text}`);
  parsed.set(text, expression);
  return expression;
}

/** Binary operators by how tightly they bind. */
const levels: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", ">=", "<=", ">", "<"],
  ["+", "-"],
  ["*", "/"],
];

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  choice(): Expression {
    const condition = this.#binary(0);
    if (!this.#skip("?")) return condition;
    const yes = this.choice();
    this.#expect(":");
    return { kind: "choice", condition, yes, no: this.choice() };
  }

  #binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.#skip(candidate));
      if (operator === undefined) return left;
      const right = this.#binary(level + 1);
      left = { kind: "binary", operator, left, right };
    }
  }

  #unary(): Expression {
    if (this.#skip("!")) return { kind: "not", of: this.#unary() };
    if (this.#skip("(")) {
      const inner = this.choice();
      this.#expect(")");
      return inner;
    }
    return this.#primary(this.#tokens[this.#at++] ?? "");
  }

  #primary(token: string): Expression {
    if (/^\d/u.test(token)) return { kind: "constant", value: Number(token) };
    if (token.startsWith('"'))
      return { kind: "constant", value: token.slice(1, -1) };
    if (token.endsWith("=y"))
      return { kind: "builtin", name: token.slice(0, -2) };
    if (!/^[A-Za-z]/u.test(token)) throw new Error(`unexpected: ${token}`);
    if (this.#skip("(")) return this.#call(token);
    if (token === "unknown") return { kind: "constant", value: undefined };
    if (token === "none") return { kind: "constant", value: "" };
    return { kind: "symbol", name: token };
  }

  #call(name: string): Expression {
    const of = [this.choice()];
    while (this.#skip(",")) of.push(this.choice());
    this.#expect(")");
    return { kind: "call", name, of };
  }

  #skip(token: string): boolean {
    const matches = this.#tokens[this.#at] === token;
    if (matches) this.#at++;
    return matches;
  }

  #expect(token: string): void {
    if (!this.#skip(token)) throw new Error(`expected ${token}`);
  }
}
