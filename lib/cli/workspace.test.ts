import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { selected } from "./workspace.js";

const paths = ["notebooks/01-model.ipynb", "notebooks/10-model.ipynb", "notebooks/solutions/01-model.ipynb"];
const choose = (...wanted: string[]): string[] =>
  selected(
    "notebook",
    paths,
    wanted,
    (path) => path.replace(/.*\/|\.ipynb$/g, ""),
    (path) => path,
  );

describe("selected", () => {
  it("takes all, what begins with a name, or what contains it, in order and once", () => {
    expect(choose()).toEqual(paths);
    expect(choose("01")).toEqual([paths[0], paths[2]]);
    expect(choose("1")).toEqual([paths[1]]);
    expect(choose("model", "10")).toEqual(paths);
    expect(choose("solutions/01")).toEqual([paths[2]]);
    expect(choose("notebooks/01-model.ipynb")).toEqual([paths[0]]);
  });

  it("refuses a name that nothing has", () => {
    expect(() => choose("01", "01-modle")).toThrow(
      new InputError('no notebook is named "01-modle"; did you mean 01-model?'),
    );
  });
});
