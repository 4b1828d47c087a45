import { describe, expect, it } from "vitest";
import { command, type Ended, temporaryFolder } from "../testing/command.js";
import { REFERENCE } from "../testing/reference.js";

/** Names that clear a screen, forge a row of a result, turn the direction of writing, or are endless. */
const HOSTILE = [
  "\u001b[2J\u001b[31mPWNED\nstatus      optimal (exact)\r",
  "\u001b]0;title\u0007",
  "\u009b2J\u202e\u2028",
  "x".repeat(1e5),
];
const { path, write } = temporaryFolder();
const { scenario } = REFERENCE.find(({ name }) => name === "small-10")!;
const closed = REFERENCE.find(({ name }) => name === "infeasible-both-closed")!.scenario;
const renamed = (id: string, of = scenario) => ({
  ...of,
  users: of.users.map((user, n) => ({ ...user, id: n === 0 ? id : user.id })),
});

function expectTame({ stdout, stderr }: Ended): void {
  for (const text of [stdout, stderr]) {
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).not.toMatch(/^status +optimal \(exact\)/m);
    for (const line of text.split("\n")) expect(line.length).toBeLessThan(1100);
  }
  expect(stderr).not.toContain("bug");
}

describe.each(HOSTILE.map((name) => [name.slice(0, 20), name] as const))("%j", (_, name) => {
  it("as a scenario's name is shown on its row", async () => {
    const file = write("named.json", { ...scenario, name });
    const solved = await command(["solve", file]);
    expectTame(solved);
    expect(solved).toMatchObject({ exitCode: 0, stderr: "" });
    expect(solved.stdout).toMatch(/^scenario +\S.*, 10 users\nstatus +converged \(sca\)\n/);
    expectTame(await command(["simulate", file, "--slots", "2", "--no-bound"]));
  });

  it("as a key or value is told in one line", async () => {
    for (const content of [
      { [name]: 1, ...scenario },
      { ...scenario, edge: { ...scenario.edge, [name]: 1 } },
      { ...scenario, utility: name },
      { ...scenario, users: [{ ...scenario.users[0], [name]: { [name]: name } }] },
      { ...scenario, users: [scenario.users[0], { ...scenario.users[1], workload: { [name]: name } }] },
      { ...renamed(name), users: [...renamed(name).users, renamed(name).users[0]] },
    ]) {
      const ended = await command(["solve", write("key.json", content)]);
      expectTame(ended);
      expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
      expect(ended.stderr).toMatch(/^[^\n]+\n$/);
    }
  });

  it("as an id is told in one line, by every check", async () => {
    const file = write("id.json", renamed(name));
    const plan = path("plan.json");
    expectTame(await command(["solve", file, "--method", "greedy", "--out", plan]));
    const { users, offload, steps, ...rest } = JSON.parse((await command(["solve", file, "--json"])).stdout);
    const broken = write("broken.json", { ...rest, users, offload, steps: steps.map(() => 1e4) });
    const violated = await command(["check", file, broken]);
    expectTame(violated);
    expect(violated.exitCode).toBe(3);
    const others = write("others.json", { ...rest, offload, steps, users: users.with(1, name) });
    const refused = await command(["check", file, others]);
    expectTame(refused);
    expect(refused.exitCode).toBe(2);
    const infeasible = await command(["solve", write("closed.json", renamed(name, closed))]);
    expectTame(infeasible);
    expect(infeasible.exitCode).toBe(3);
  });

  it("as an argument is told in one line", async () => {
    const short = name.slice(0, 200);
    for (const argv of [
      ["solve", short],
      ["solve", `--${short}`],
      [short],
      ["help", short],
      ["solve", write("s.json", scenario), "--method", short],
      ["generate", "--users", short],
      ["tables", short],
    ]) {
      const ended = await command(argv);
      expectTame(ended);
      expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
      expect(ended.stderr).toMatch(/^[^\n]+\n$/);
    }
  });
});

it("a file's name is shown where something is written", async () => {
  const out = path("plan\u001b[2J\nstatus      optimal (exact)");
  const ended = await command(["solve", write("s.json", scenario), "--out", out]);
  expectTame(ended);
  expect(ended.exitCode).toBe(0);
  expectTame(await command(["generate", "--users", "2", "--out", out]));
});

it("a value nested without end is refused in one line", async () => {
  const deep = `${"[".repeat(1e5)}${"]".repeat(1e5)}`;
  const text = JSON.stringify({ ...scenario, name: 0 }).replace('"name":0', `"name":${deep}`);
  const ended = await command(["solve", write("deep.json", text)]);
  expectTame(ended);
  expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
  expect(ended.stderr).toMatch(/^[^\n]+\n$/);
});
