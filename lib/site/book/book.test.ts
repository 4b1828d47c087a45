/** The pages that need no script, as they are made: what a notebook has is on its page, and all links lead somewhere. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { solve } from "../../solver/solve.js";
import { deadLinks } from "../../testing/dead-links.js";
import { LIB } from "../../testing/doors.js";
import { MORE_IN_FULL, someOrAll } from "../../testing/long.js";
import { once } from "../../testing/once.js";
import { FIRST, fromAddress, toAddress } from "../state.js";
import { bookFiles } from "./book.js";
import { partsOf } from "./checks.js";
import { formula } from "./formula.js";
import { textOf } from "./html.js";
import { Markdown } from "./markdown.js";
import { ROOMS } from "./rooms.js";
import { foundQuantities, indexEntries, lawQuantities, scenarioQuantities } from "./symbols.js";

const WORKSPACE = join(LIB, "..");
const ASSETS = { script: "assets/reader.js", styles: ["assets/reader.css"] };
const files = once(
  () =>
    new Map(
      bookFiles(WORKSPACE, ASSETS).map(({ path, content }) => [path, typeof content === "string" ? content : ""]),
    ),
);
const page = (path: string): string => files().get(path)!;

interface StoredCell {
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: string | readonly string[];
  readonly outputs?: readonly { readonly data?: Readonly<Record<string, string | readonly string[]>> }[];
}

const NOTEBOOKS = ["", "solutions/"].flatMap((folder) =>
  readdirSync(join(WORKSPACE, "notebooks", folder))
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => folder + name.replace(".ipynb", "")),
);
const stored = new Map<string, StoredCell[]>();
/** Read once. */
const cellsOf = (name: string): StoredCell[] => {
  const cells = stored.get(name) ?? JSON.parse(readFileSync(join(WORKSPACE, `notebooks/${name}.ipynb`), "utf8")).cells;
  stored.set(name, cells);
  return cells;
};
const outputsOf = (name: string, mime: string): string[] =>
  cellsOf(name).flatMap(({ outputs = [] }) =>
    outputs.flatMap(({ data = {} }) => (mime in data ? [[data[mime] ?? ""].flat().join("")] : [])),
  );
const count = (html: string, part: string | RegExp): number => html.split(part).length - 1;

/** Of which indices and fractions are made. */
const PARTS: Readonly<Record<string, number>> = {
  msub: 2,
  msup: 2,
  msubsup: 3,
  munder: 2,
  mover: 2,
  munderover: 3,
  mfrac: 2,
};

/** Each such element of a formula, with the number of its parts. */
function indices(math: string): [tag: string, parts: number][] {
  const found: [string, number][] = [];
  const open: [string, number][] = [["", 0]];
  for (const [tag] of math.matchAll(/<[^>]*>/g)) {
    if (tag.startsWith("</")) {
      const closed = open.pop()!;
      if (closed[0] in PARTS) found.push(closed);
      continue;
    }
    open.at(-1)![1]++;
    if (!tag.endsWith("/>")) open.push([/\w+/.exec(tag)![0], 0]);
  }
  return found;
}

describe.each(NOTEBOOKS)("the page of notebook %s", (name) => {
  const html = once(() => page(`notebooks/${name}.html`));
  const prose = (): string =>
    html()
      .replace(/<pre\b.*?<\/pre>/gs, "")
      .replace(/<code>.*?<\/code>/gs, "");

  it("has no formula left in TeX, and no letter of Unicode's mathematical alphabet", () => {
    expect(prose()).not.toMatch(/\$|\\[a-z]+/);
    expect(prose()).not.toMatch(/[\u{1d400}-\u{1d7ff}]/u);
    expect(prose()).not.toContain("katex-error");
  });

  it("has indices of as many parts as they need", () => {
    for (const [math] of html().matchAll(/<math.*?<\/math>/gs)) {
      for (const [tag, parts] of indices(math)) expect(`${tag} of ${parts}`).toBe(`${tag} of ${PARTS[tag]}`);
    }
  });

  it("has each figure, its caption under it, its picture beside it", () => {
    const captions = outputsOf(name, "image/png");
    expect(count(html(), '<figure id="figure-')).toBe(captions.length);
    expect(html()).not.toContain('class="caption"');
    const figures = [...html().matchAll(/<figure id="figure-.*?<\/figure>/gs)].map(([figure]) => figure);
    for (const figure of figures) {
      expect(figure).toMatch(/<figcaption><b>Figure \d+\.<\/b> [^<]{30,}<\/figcaption>\n<\/figure>$/);
      expect(
        files().has(`notebooks/${/solutions\//.test(name) ? "solutions/" : ""}${/src="([^"]+)"/.exec(figure)![1]}`),
      ).toBe(true);
    }
  });

  it("has its tables in boxes that scroll, with no style of their own", () => {
    const tables = outputsOf(name, "text/html").join("").split("<table").length - 1;
    const boxes = html().match(/<div class="scrolls" tabindex="0" role="group" aria-label="table"><table>/g) ?? [];
    expect(count(html(), "<table")).toBe(boxes.length);
    expect(boxes.length).toBeGreaterThanOrEqual(tables);
    expect(prose()).not.toMatch(/ style="/);
  });

  it("has no assertion in sight", () => {
    const seen = html()
      .replace(/<details class="checks">.*?<\/details>/gs, "")
      .replace(/<[^>]*>/g, "");
    expect(seen).not.toMatch(/^assert[\w.]*\(.*\);$/m);
    const checks = cellsOf(name).filter(({ metadata }) => metadata.tags?.includes("check"));
    const folded = [...html().matchAll(/<details class="checks">.*?<\/details>/gs)].map(([code]) =>
      textOf(code).replaceAll("&#x27;", "'"),
    );
    for (const { source } of checks) {
      expect(folded.some((code) => code.endsWith(`of checks${[source].flat().join("")}`))).toBe(true);
    }
  });

  it("says no table's size below it", () => {
    expect(html()).not.toMatch(/>DataFrame of/);
  });

  it("leads on", () => {
    const numbers = NOTEBOOKS.filter((other) => other.includes("/") === name.includes("/")).sort();
    const at = numbers.indexOf(name);
    const beside = [at > 0, at < numbers.length - 1, true].filter(Boolean).length;
    expect(count(/<nav class="way-on".*?<\/nav>/s.exec(html())![0], "<a ")).toBe(beside);
  });
});

it("no page has a dead link", () => {
  const others = ["index.html", "explorer.html", "icon.svg", "reference/index.html", ASSETS.script, ...ASSETS.styles];
  const all = new Map([...files(), ...others.map((path) => [path, ""] as const)]);
  expect(deadLinks(all)).toEqual([]);
  expect(
    deadLinks(new Map([["a.html", '<a href="b.html">b</a><p id="x"></p><a href="#x">x</a><a href="#y">y</a>']])),
  ).toEqual(["a.html: b.html", "a.html: #y"]);
});

it("links into the explorer are states that it knows", () => {
  const states = [...files()].flatMap(([path, html]) =>
    [...html.matchAll(/href="[^"#]*explorer\.html#([^"]*)"/g)].map(([, state]) => ({
      path,
      state: state!.replaceAll("&amp;", "&"),
    })),
  );
  expect(states.length).toBeGreaterThan(5);
  const folder = join(WORKSPACE, "lib/site/views");
  const views = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  for (const { path, state } of states) {
    const read = fromAddress(state);
    for (const [name, value] of new URLSearchParams(state)) {
      if (name === "view") {
        expect(views, state).toContain(`id="${value}"`);
        continue;
      }
      const said = new URLSearchParams(toAddress(read)).get(name) ?? String(FIRST[name as keyof typeof FIRST]);
      expect(said, `${path}: ${name} of ${state}`).toBe(value);
    }
  }
});

it("each page leads to all rooms, and allows no script but its own", () => {
  for (const [path, html] of files()) {
    if (!path.endsWith(".html")) continue;
    for (const { name } of ROOMS)
      expect(html, path).toMatch(new RegExp(`<nav class="rooms".*>${name}</a>.*</nav>`, "s"));
    expect(html, path).toContain("script-src 'self';");
    const plotly = html.includes("data-plotly=");
    expect(html.includes("'unsafe-inline'"), path).toBe(plotly);
    expect(html, path).not.toMatch(/<script(?![^>]* src=)| on[a-z]+="/);
  }
});

describe("the page of figures", () => {
  it("has each figure with its caption, question and downloads", () => {
    const html = page("figures/index.html");
    const names = readdirSync(join(WORKSPACE, "figures")).flatMap((file) => /^(.+)\.svg$/.exec(file)?.[1] ?? []);
    expect(count(html, "<figure ")).toBe(names.length);
    for (const name of names) {
      const [figure = ""] = new RegExp(`<figure id="${name}">.*?</figure>`, "s").exec(html) ?? [];
      expect(figure).toMatch(/<figcaption>[^<]{30,}<\/figcaption>/);
      for (const ending of ["png", "svg", "pdf", "csv", "tex"]) {
        expect(figure).toContain(`href="${name}.${ending}" download`);
        expect(files().has(`figures/${name}.${ending}`)).toBe(true);
      }
    }
    const besides = html.split("<h2>Besides</h2>")[1] ?? "";
    expect([...besides.matchAll(/<figure id="([^"]+)"/g)].map(([, name]) => name)).toEqual([
      "benchmark-scaling",
      "place-tradeoffs",
      "sca-convergence",
    ]);
  });
});

describe("the symbols", () => {
  const given = once(() => scenarioQuantities(LIB));

  it("have every field that a scenario has", () => {
    const leaves = (value: unknown, path: string): string[] => {
      if (Array.isArray(value)) return value.flatMap((inner) => leaves(inner, `${path}[]`));
      if (value === null || typeof value !== "object" || path.endsWith("errorModel")) return [path];
      return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
    };
    const known = given().map(({ field }) => field);
    expect(new Set(known).size).toBe(known.length);
    expect([...new Set(leaves(generate(campus30), ""))].filter((field) => !known.includes(field))).toEqual([]);
    for (const field of ["users[].models[].workload", "services.*.latentBits", "edge.split"])
      expect(known).toContain(field);
  });

  it("have a unit for every number, and the symbol of the text", () => {
    const of = (field: string): unknown => {
      const { symbol, unit } = given().find((quantity) => quantity.field === field)!;
      return [symbol, unit];
    };
    expect(of("weights.energy")).toEqual(["c₃", "1/J"]);
    expect(of("edge.switchedCapacitance")).toEqual(["κ_e", "W/(FLOP/s)³"]);
    expect(of("users[].link.downlinkRate")).toEqual(["r↓", "bit/s"]);
    expect(of("services.*.downlinkBits")).toEqual(["D↓", "bit"]);
    const texts = /(?:^|\.)(?:\$schema|name|notes|source|utility|split|id)$/;
    const without = given().filter(({ field, unit }) => unit === "" && !texts.test(field));
    expect(without).toEqual([]);
  });

  it("name fields of a solution, each told by its docstring", () => {
    const solution = solve(generate(campus30)) as unknown as Record<string, unknown>;
    const found = foundQuantities(LIB);
    expect(found.filter(({ meaning }) => meaning === "")).toEqual([]);
    const onlySplitOrModels = ["plan.deviceSteps", "plan.deviceTime", "plan.model"];
    const there = ({ field }: { readonly field: string }): boolean =>
      field.split(".").reduce<unknown>((value, key) => {
        const inner = (value as Record<string, unknown> | undefined)?.[key.replace("[]", "")];
        return key.endsWith("[]") ? (inner as unknown[])[0] : inner;
      }, solution) !== undefined;
    expect(found.filter((quantity) => !there(quantity)).map(({ field }) => field)).toEqual(onlySplitOrModels);
  });

  it("name files that declare the field, and sections that are there", () => {
    const model = readFileSync(join(LIB, "MODEL.md"), "utf8");
    for (const { field, file, section } of [...given(), ...lawQuantities(), ...foundQuantities(LIB)]) {
      expect(existsSync(join(LIB, file)), file).toBe(true);
      expect(readFileSync(join(LIB, file), "utf8")).toContain(field.split(/[.\]]+/).at(-1)!);
      expect(model).toContain(`\n## ${section}. `);
    }
    expect(indexEntries(model).length).toBeGreaterThan(100);
    expect(page("model.html").match(/<h2 id="section-\d+"/g)).toHaveLength(13);
  });
});

describe("a cell in parts", () => {
  it("folds what only checks, with the comment above it", () => {
    const cell = `const x = f(); // of it
// it holds
assert.equal(x, 1); // indeed
for (const y of x) {
  const z = y;
  assertClose(z, 1);
}
show(x);
for (const y of x) { assert(y); console.log(y); }`;
    expect(partsOf(cell)).toEqual([
      { checks: false, source: "const x = f(); // of it" },
      {
        checks: true,
        source:
          "// it holds\nassert.equal(x, 1); // indeed\nfor (const y of x) {\n  const z = y;\n  assertClose(z, 1);\n}",
      },
      { checks: false, source: "show(x);\nfor (const y of x) { assert(y); console.log(y); }" },
    ]);
  });

  it("loses nothing", MORE_IN_FULL, () => {
    const squeezed = (text: string): string => text.replace(/\s+/g, "");
    for (const name of someOrAll(1, NOTEBOOKS)) {
      for (const { source } of cellsOf(name)) {
        const text = [source].flat().join("");
        expect(
          squeezed(
            partsOf(text)
              .map((part) => part.source)
              .join("\n"),
          ),
        ).toBe(squeezed(text));
      }
    }
  });
});

describe("texts", () => {
  it("have formulas in a line, on their own, and in tables; code keeps its dollars", () => {
    const html = new Markdown().html("a $x_1$ and `$y$`\n\n$$\n\\sum_n a_n\n$$\n\n|a|\n|-:|\n|$z$|\n");
    expect(html).toContain("<msub>");
    expect(html).toContain("<code>$y$</code>");
    expect(html).toContain('<math display="block">');
    expect(html).toMatch(/<td class="right"><math>.*<\/math><\/td>/);
  });

  it("have no line that begins with the stop behind a formula", () => {
    const html = new Markdown().inline("(as $a=b$), or $c$ $d$.");
    expect(html).toMatch(/^\(as <math>.*<wbr><span class="whole"><math>.*<\/math>\),<\/span> or <math>/);
    expect(html).toMatch(/<\/math> <span class="whole"><math>.*<\/math>\.<\/span>$/);
  });

  it("have letters that a style makes italic", () => {
    expect(formula("x\\ln\\mathrm{d}", false)).toBe(
      '<math><mrow><mi mathvariant="normal">x</mi><mtext> </mtext><mi class="upright">ln</mi><mspace width="0.1667em"/><mi class="upright" mathvariant="normal">d</mi></mrow></math>',
    );
    expect(formula("\\max(x)", false)).not.toContain("mspace");
    expect(formula("T^{\\max}", false)).toBe(formula("T^{{}\\max}", false));
    expect(formula("a:=b=:c", false)).toMatch(/<mo>:=<.*<mo>=:</);
    for (const tex of ["(-a)", "b=-a", "(b,\\,-a)"]) expect(formula(tex, false)).toContain('<mo form="prefix">−</mo>');
    expect(formula("b-a", false)).toContain("<mo>−</mo>");
    expect(formula("a=b", false)).toBe(
      '<math><mrow><mi mathvariant="normal">a</mi><mo>=</mo></mrow></math><wbr><math><mrow><mi mathvariant="normal">b</mi></mrow></math>',
    );
    expect(formula("\\frac{a=b}{c}", false)).not.toContain("<wbr>");
    expect(() => formula("\\nothing{", false)).toThrow("KaTeX");
  });

  it("have anchors of their own", () => {
    const markdown = new Markdown();
    markdown.html("## A b\n\n## A b\n");
    expect(markdown.headings.map(({ id }) => id)).toEqual(["a-b", "a-b--2"]);
  });
});
