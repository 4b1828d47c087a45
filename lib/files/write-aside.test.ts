import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/command.js";
import { writeAside, writeTogether } from "./write-aside.js";

const { path } = temporaryFolder();

/** A new folder with these files. */
function folderWith(name: string, files: Readonly<Record<string, string>>): (file: string) => string {
  mkdirSync(path(name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path(name), file), text);
  return (file) => join(path(name), file);
}

describe("writeAside", () => {
  it("writes texts, bytes and parts, into new folders too, and leaves alone what stays the same", async () => {
    const file = path("a/b/file");
    expect(await writeAside(file, "one")).toBe(true);
    expect(await writeAside(file, Buffer.from("one"))).toBe(false);
    const long = Array.from({ length: 300 }, (_, i) => `${i}`.repeat(30_000));
    expect(await writeAside(file, long)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(long.join(""));
    expect(readdirSync(path("a/b"))).toEqual(["file"]);
  });

  it("keeps the mode of a file, and gives a new one the usual mode", async () => {
    const file = folderWith("modes", { own: "before" });
    chmodSync(file("own"), 0o600);
    await writeAside(file("own"), "after");
    await writeAside(file("new"), "after");
    expect(statSync(file("own")).mode & 0o777).toBe(0o600);
    expect(statSync(file("new")).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it("writes through links and keeps them, a link to nothing too", async () => {
    const file = folderWith("links", { real: "before" });
    symlinkSync("real", file("link"));
    symlinkSync("link", file("link to link"));
    symlinkSync("missing", file("dangling"));
    await writeAside(file("link to link"), "after");
    await writeAside(file("dangling"), "new");
    expect(readFileSync(file("real"), "utf8")).toBe("after");
    expect(readFileSync(file("missing"), "utf8")).toBe("new");
    for (const name of ["link", "link to link", "dangling"]) {
      expect(lstatSync(file(name)).isSymbolicLink()).toBe(true);
    }
  });

  it("refuses what is no regular file, and links in a circle", async () => {
    const file = folderWith("odd", {});
    mkdirSync(file("folder"));
    symlinkSync("circle", file("circle"));
    await expect(writeAside(file("folder"), "x")).rejects.toThrow(
      `${file("folder")}: is there and is not a regular file`,
    );
    await expect(writeAside(file("circle"), "x")).rejects.toThrow(`${file("circle")}: its links lead in a circle`);
    await expect(writeAside(file(`${"long".repeat(100)}`), "x")).rejects.toThrow(": the name is too long");
    expect(readdirSync(path("odd")).sort()).toEqual(["circle", "folder"]);
  });

  it("has a name for the file aside that nobody can foresee, and overwrites nothing that is planted", async () => {
    const file = folderWith("planted", { victim: "victim" });
    for (const name of [`.plan.json.${process.pid}.part`, ".edgesteps-.part"]) symlinkSync("victim", file(name));
    const seen = new Set<string>();
    const parts = function* (): Generator<string> {
      for (const name of readdirSync(path("planted"))) seen.add(name);
      yield "plan";
    };
    await writeAside(file("plan.json"), { [Symbol.iterator]: parts });
    await writeAside(file("plan.json"), { [Symbol.iterator]: parts });
    expect([...seen].filter((name) => /^\.edgesteps-[0-9a-f]{18}\.part$/.test(name))).toHaveLength(2);
    expect(readFileSync(file("victim"), "utf8")).toBe("victim");
    expect(statSync(file("plan.json")).isFile()).toBe(true);
  });

  it("leaves nothing behind, and the file as it was, when the parts fail", async () => {
    const file = folderWith("failing", { plan: "before" });
    const parts = function* (): Generator<string> {
      yield "half";
      throw new RangeError("no more");
    };
    await expect(writeAside(file("plan"), parts())).rejects.toThrow("no more");
    expect(readdirSync(path("failing"))).toEqual(["plan"]);
    expect(readFileSync(file("plan"), "utf8")).toBe("before");
  });
});

describe("writeTogether", () => {
  it("writes all or none", async () => {
    const file = folderWith("together", { a: "a", b: "b" });
    mkdirSync(file("c"));
    const all = ["a", "b", "c"].map((name) => [file(name), "new"] as const);
    await expect(writeTogether(all)).rejects.toThrow(`${file("c")}: is there and is not a regular file`);
    expect(readdirSync(path("together")).sort()).toEqual(["a", "b", "c"]);
    expect(readFileSync(file("a"), "utf8")).toBe("a");
    expect(await writeTogether([[file("a"), "a"], ...all.slice(1, 2)])).toEqual([file("b")]);
  });
});
