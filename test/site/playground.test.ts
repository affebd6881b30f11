import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  openingFor,
  storedDraft,
  storeDraft,
} from "../../site/client/playground/draft.js";
import { indentAfter } from "../../site/client/playground/indent.js";
import { placeAt } from "../../site/client/playground/place.js";
import {
  descriptionAt,
  fieldsAt,
  valuesAt,
} from "../../site/client/playground/schema.js";
import { highlight } from "../../site/shared/highlight.js";
import { specAddress, specInAddress } from "../../site/shared/spec-address.js";
import { jsonSchema } from "../../src/index.js";

/** The place of `|` in a text. */
function place(text: string) {
  const at = text.indexOf("|");
  return placeAt(text.slice(0, at) + text.slice(at + 1), at);
}

describe("the place in a spec", () => {
  test.each([
    ["ver|", [], "field"],
    ["version: |", ["version"], "value"],
    ["roles:\n  worker:\n    sys|", ["roles", "worker"], "field"],
    [
      "roles:\n  worker:\n    sysctl:\n      net.core.so|",
      ["roles", "worker", "sysctl"],
      "field",
    ],
    [
      "roles:\n  a:\n    sysctl:\n      vm.swappiness: 1\n\n  b:\n    node: |",
      ["roles", "b", "node"],
      "value",
    ],
    ["node: { o|", ["node"], "field"],
    ["node: { os: ta|", ["node", "os"], "value"],
    ["node: { os: talos, cni: ci|", ["node", "cni"], "value"],
    ["a: { b: { c: 1 }, d|", ["a"], "field"],
    ["a: { b: [x, |", ["a", "b", "-"], "value"],
    [
      "monitoring:\n  alerts:\n    - name: |",
      ["monitoring", "alerts", "-", "name"],
      "value",
    ],
    [
      "monitoring:\n  alerts:\n    - name: a\n      fo|",
      ["monitoring", "alerts", "-"],
      "field",
    ],
    ["node:\n  # os: linux\n  o|", ["node"], "field"],
  ] as const)("%j", (text, path, typing) => {
    expect(place(text)).toMatchObject({ path, typing });
  });

  test("is nothing in a comment", () => {
    expect(place("a: 1 # b|")).toBeUndefined();
  });

  test("is found in any text", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-c:{}[\],\n "#-]{0,40}$/u),
        fc.nat(40),
        (text, at) => {
          const found = placeAt(text, Math.min(at, text.length));
          expect(found === undefined || found.from <= text.length).toBe(true);
        },
      ),
    );
  });
});

describe("what may be written there", () => {
  const schema = jsonSchema();
  const names = (offers: ReturnType<typeof fieldsAt>) =>
    offers.map(({ name }) => name);

  test("are sections, keys, facts, targets and their values", () => {
    expect(names(fieldsAt(schema, []))).toContain("roles");
    expect(names(fieldsAt(schema, ["roles", "a"]))).toContain("sysctl");
    const keys = fieldsAt(schema, ["roles", "a", "sysctl"]);
    expect(names(keys)).toContain("net.core.somaxconn");
    expect(
      keys.find(({ name }) => name === "net.core.somaxconn")?.description,
    ).toContain("Default: 4096");
    expect(names(fieldsAt(schema, ["node"]))).toContain("osVersion");
    expect(names(valuesAt(schema, ["node", "os"]))).toContain("talos");
    expect(names(fieldsAt(schema, ["targets"]))).toContain("nixos");
    expect(descriptionAt(schema, ["roles"])).toBe("Kinds of nodes");
  });
});

describe("a spec in the address", () => {
  test("survives", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (spec) => {
        expect(specInAddress(specAddress(spec))).toBe(spec);
      }),
    );
  });

  test.each(["", "#", "#spec=%", "#spec=__", "#other"])(
    "%j is none",
    (hash) => {
      expect(specInAddress(hash)).toBeUndefined();
    },
  );
});

describe("the indentation of a new line", () => {
  test.each([
    ["", 0],
    ["version: 1", 0],
    ["    sysctl:", 6],
    ["    sysctl: # network", 6],
    ["      vm.swappiness: 10 # Databases", 6],
    ["      vm.swappiness: 10 # as in:", 6],
    ["  - name: a", 4],
    ["  - alerts:", 6],
    ["    node: {", 6],
    ["      ", 6],
    ["    # a note:", 4],
  ])("after %j is %d", (line, spaces) => {
    expect(indentAfter(line)).toBe(spaces);
  });
});

describe("what the playground opens with", () => {
  const link = specAddress("version: 1\n");
  const draft = { text: "mine\n", hash: "" };

  test("is the first example, then the user's own spec", () => {
    expect(openingFor("", undefined)).toEqual({ shows: "example", notice: "" });
    expect(openingFor("", draft)).toEqual({
      shows: "draft",
      text: "mine\n",
      notice: "",
    });
  });

  test("is the spec of a link, and says where the user's own is", () => {
    expect(openingFor(link, undefined)).toEqual({
      shows: "link",
      text: "version: 1\n",
      notice: "This spec is from the link.",
    });
    expect(openingFor(link, draft).notice).toContain("“Your spec”");
  });

  test("is what the user made of the link", () => {
    expect(openingFor(link, { ...draft, hash: link })).toMatchObject({
      shows: "draft",
      text: "mine\n",
    });
  });

  test.each(["#spec=%%%bad", "#spec=__", "#spec=a b"])(
    "says that %s cannot be read",
    (hash) => {
      expect(openingFor(hash, undefined).notice).toMatch(
        /cannot be read.*an example/u,
      );
      expect(openingFor(hash, draft)).toMatchObject({ shows: "draft" });
      expect(openingFor(hash, draft).notice).toMatch(
        /cannot be read.*your spec/u,
      );
    },
  );

  test("survives in the storage of the browser, if there is one", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const map = new Map<string, string>();
        const storage = () => ({
          getItem: (name: string) => map.get(name) ?? null,
          setItem: (name: string, value: string) => void map.set(name, value),
        });
        expect(storedDraft(storage)).toBeUndefined();
        expect(storeDraft(storage, { text, hash: link })).toBe(true);
        expect(storedDraft(storage)).toEqual({ text, hash: link });
      }),
    );
    const denied = () => {
      throw new Error("denied");
    };
    expect(storedDraft(denied)).toBeUndefined();
    expect(storeDraft(denied, draft)).toBe(false);
  });
});

describe("the colours of files", () => {
  test("leave the text as it is, and are safe", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom("yaml", "nix", "conf", "json", "sh", "txt"),
        (text, language) => {
          const plain = highlight(text, language)
            .replaceAll(/<span class="[a-z]+">|<\/span>/gu, "")
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&quot;", '"')
            .replaceAll("&amp;", "&");
          expect(plain).toBe(text);
        },
      ),
    );
  });

  test("tell keys, texts, numbers and comments apart", () => {
    expect(highlight('a: "b" # c', "yaml")).toBe(
      '<span class="key">a</span>: <span class="string">&quot;b&quot;</span> <span class="comment"># c</span>',
    );
    expect(highlight("vm.swappiness = 10", "conf")).toBe(
      '<span class="key">vm.swappiness</span> = <span class="number">10</span>',
    );
  });
});
