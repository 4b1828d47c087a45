import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../input/errors.js";
import { errorOf } from "../laws/error/all-laws.js";
import type { ErrorModel } from "../laws/error/error-laws.js";
import { UTILITIES } from "../laws/utility/utilities.js";
import { isBent } from "../model/error.js";
import { stream } from "../numerics/stream.js";
import { toColumns } from "../scenario/columns.js";
import { parseScenario, writeScenario } from "../scenario/schema.js";
import type { Edge, Scenario, User } from "../scenario/types.js";
import { METHODS } from "../solver/methods/methods.js";
import { solve } from "../solver/solve.js";
import { MORE_IN_FULL, someOrAll } from "../testing/long.js";
import { claimsOf, verify } from "../verify/index.js";
import { campus30 } from "./campus.js";
import { demands } from "./demand.js";
import { drawUser } from "./draw.js";
import { defaultWeights, generate, generateColumns } from "./generate.js";
import { ERROR_CHOICES, type GenerateOptions } from "./options.js";
import { population } from "./population.js";
import type { GpuName, ServiceName } from "./preset.js";
import { presets } from "./presets.js";

fc.configureGlobal({ seed: 2312 });

const serviceNames = Object.keys(presets.services) as ServiceName[];
const everyService: GenerateOptions["services"] = Object.fromEntries(serviceNames.map((name) => [name, 1]));

/** Any options at the default largest steps. */
const anyOptions: fc.Arbitrary<GenerateOptions> = fc.record(
  {
    users: fc.integer({ min: 1, max: 40 }),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    name: fc.string(),
    services: fc.oneof(
      fc.constantFrom(...serviceNames),
      fc
        .record({ "text-to-image-512": fc.nat(5), "image-to-image": fc.nat(5), "text-to-video": fc.nat(5) })
        .filter((shares) => Object.values(shares).some((share) => share > 0)),
    ),
    gpu: fc.constantFrom<GpuName>("h100", "b200"),
    stepCapacity: fc.option(fc.nat(1000)),
    deadlineShare: fc.double({ min: 0, max: 1, noNaN: true }),
    batteryShare: fc.double({ min: 0, max: 1, noNaN: true }),
    floorShare: fc.double({ min: 0, max: 1, noNaN: true }),
    errorKind: fc.constantFrom(...ERROR_CHOICES),
    utility: fc.constantFrom(...UTILITIES.map(({ kind }) => kind)),
  },
  { requiredKeys: ["users", "seed"] },
);

/** The fewest steps that keep a user's floor; 1 without. */
function fewestSteps({ errorModel, maxError = Infinity }: User): number {
  let s = 1;
  while (errorOf(errorModel, s) > maxError) s++;
  return s;
}

/** Whether the fewest steps are feasible on the device or at the edge (MODEL.md §3). */
function hasOpenPlace(user: User, edge: Edge): boolean {
  const { device, link, deadline = Infinity } = user;
  const { battery = Infinity, speed, maxSteps } = device;
  const fewest = fewestSteps(user);
  const work = fewest * user.workload;
  const energyAtDeadline = deadline === Infinity ? 0 : (device.switchedCapacitance * work ** 3) / deadline ** 2;
  const local = maxSteps >= fewest && work / speed <= deadline && energyAtDeadline <= battery;
  const up = link.uplinkBits / link.uplinkRate;
  const down = link.downlinkBits / link.downlinkRate;
  const inTime = work / edge.speed <= deadline - up - down;
  return local || (edge.maxSteps >= fewest && inTime && link.transmitPower * up + link.receivePower * down <= battery);
}

describe("generate", () => {
  it("makes scenarios of the model in which every user has an open place, whatever the options but for floors with deadlines", () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const scenario = generate(options);
        expect(parseScenario(JSON.parse(writeScenario(scenario)))).toEqual(scenario);
        const both = ({ deadline, maxError }: User): boolean => deadline !== undefined && maxError !== undefined;
        expect(scenario.users.filter((user) => !both(user) && !hasOpenPlace(user, scenario.edge))).toEqual([]);
      }),
    );
  });

  it("gives the same bytes for the same options, and others for another seed", () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const text = writeScenario(generate(options));
        expect(writeScenario(generate({ ...options }))).toBe(text);
        expect(writeScenario(generate({ ...options, seed: (options.seed + 1) % 2 ** 32 }))).not.toBe(text);
      }),
    );
  });

  it("gives the same users as columns", () => {
    fc.assert(
      fc.property(anyOptions, fc.boolean(), (options, split) => {
        const { users, ...settings } = generateColumns({ ...options, split });
        const { users: expected, ...others } = toColumns(generate({ ...options, split }));
        expect(settings).toEqual(others);
        expect({ ...users, id: expected.id }).toEqual(expected);
        expect(users.id(options.users - 1)).toBe(expected.id(options.users - 1));
      }),
    );
  });

  it("leaves the first users as they were when others are added", () => {
    fc.assert(
      fc.property(anyOptions, fc.nat(10), (options, more) => {
        const { users } = generate({ ...options, users: options.users + more });
        expect(users.slice(0, options.users)).toEqual(generate(options).users);
      }),
    );
  });

  it("has the documented defaults", () => {
    const { utility, weights, edge, users } = generate({ users: 20, seed: 1 });
    expect({ utility, weights, edge }).toEqual({
      utility: "linear",
      weights: { time: 1, error: 40, energy: 0.02, localUtility: 0.01, edgeUtility: 0.01 },
      edge: {
        speed: presets.gpus.h100.speed,
        switchedCapacitance: presets.gpus.h100.switchedCapacitance,
        maxSteps: 100,
        stepCapacity: 300,
      },
    });
    const { workload } = presets.services["text-to-image-512"];
    for (const user of users) {
      expect(user).toMatchObject({ workload, device: { maxSteps: 20 }, errorModel: { kind: "exponential" } });
      expect(user.deadline ?? user.device.battery).toBeUndefined();
    }
  });

  it("takes what is given", () => {
    const options = { users: 1, seed: 1, gpu: "b200", stepCapacity: null, edgeMaxSteps: 7, deviceMaxSteps: 3 } as const;
    const scenario = generate({ ...options, name: "n", utility: "log", weights: { time: 2 } });
    const { speed, switchedCapacitance } = presets.gpus.b200;
    expect(scenario).toMatchObject({
      name: "n",
      utility: "log",
      weights: { ...defaultWeights, time: 2 },
      edge: { speed, switchedCapacitance, maxSteps: 7, stepCapacity: null },
      users: [{ device: { maxSteps: 3 } }],
    });
  });
});

describe("users", () => {
  const count = 4000;
  const draw = (options: Omit<GenerateOptions, "users" | "seed">): User[] =>
    generate({ users: count, seed: 7, ...options }).users as User[];
  /** Within five standard deviations of a fair draw. */
  const expectShare = (number: number, share: number): void => {
    expect(Math.abs(number - count * share)).toBeLessThan(5 * Math.sqrt(count * share * (1 - share)));
  };

  it("want the services in the stated shares", () => {
    const users = draw({ services: { "text-to-image-512": 1, "text-to-image-1024": 2, "text-to-video": 0.5 } });
    const wanting = (name: ServiceName): number =>
      users.filter(({ workload }) => workload === presets.services[name].workload).length;
    expectShare(wanting("text-to-image-512"), 1 / 3.5);
    expectShare(wanting("text-to-image-1024"), 2 / 3.5);
    expectShare(wanting("text-to-video"), 0.5 / 3.5);
  });

  it("have each device that runs their service, all alike or in the stated shares", () => {
    const { devices } = presets.services["text-to-image-512"];
    const having = (users: readonly User[], name: string): number =>
      users.filter((user) => user.device.speed === devices.find(({ device }) => device === name)?.speed).length;
    const alike = draw({});
    for (const { device } of devices) expectShare(having(alike, device), 1 / devices.length);
    const stated = draw({ devices: { "iPhone 13": 3, "Snapdragon 7 Gen 4": 1, "iPhone 12 Pro": 5 } });
    expectShare(having(stated, "iPhone 13"), 3 / 4);
    expectShare(having(stated, "Snapdragon 7 Gen 4"), 1 / 4);
  });

  it("have deadlines and batteries in the stated shares, and are otherwise the same", () => {
    const plain = draw({ services: everyService! });
    const limited = draw({ services: everyService!, deadlineShare: 0.3, batteryShare: 0.6 });
    expectShare(limited.filter(({ deadline }) => deadline !== undefined).length, 0.3);
    expectShare(limited.filter(({ device }) => device.battery !== undefined).length, 0.6);
    const unlimited = limited.map(({ deadline: _, device: { battery: __, ...device }, ...user }) => ({
      ...user,
      device,
    }));
    expect(unlimited).toEqual(plain);
  });

  it("have floors in the stated share and the range of their service, and are otherwise the same", () => {
    const plain = draw({ services: everyService! });
    const floored = draw({ services: everyService!, floorShare: 0.3 });
    expect(floored.map(({ maxError: _, ...user }) => user)).toEqual(plain);
    const floors = floored.filter(({ maxError }) => maxError !== undefined);
    expectShare(floors.length, 0.3);
    for (const name of serviceNames) {
      const own = floors.filter(({ workload, link }) => {
        const { workload: work } = presets.services[name];
        return work === workload && link.uplinkBits > 1e6 === (name === "image-to-image");
      });
      const [low, high] = demands[name].maxError;
      const values = own.map(({ maxError }) => maxError!);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.95 * (high - low));
    }
  });

  it("keep the floors that they have where more users get one", () => {
    const few = draw({ floorShare: 0.2 });
    const many = draw({ floorShare: 0.6 });
    for (const [n, { maxError }] of few.entries()) if (maxError !== undefined) expect(many[n]!.maxError).toBe(maxError);
  });

  it("have the latents of their services' models if they may split, and are otherwise as without", MORE_IN_FULL, () => {
    const plain = draw({ services: everyService! });
    const split = draw({ services: everyService!, split: true });
    const sizes = new Set(split.map(({ link }) => link.latentBits));
    // 32,768 and 131,072 bytes; who wants a clip has no device to split with
    expect(sizes).toEqual(new Set([8 * 32_768, 8 * 131_072, undefined]));
    for (const [
      n,
      {
        link: { latentBits, ...link },
        ...user
      },
    ] of someOrAll(100, split).entries()) {
      expect({ ...user, link }).toEqual(plain[n]);
      expect(latentBits === undefined).toBe(user.device.maxSteps === 0);
    }
    expect(generate({ users: 1, seed: 1, split: true }).edge.split).toBe(true);
    expect(generate({ users: 1, seed: 1 }).edge).not.toHaveProperty("split");
  });

  it(
    "have the published curve of their service, scaled to what the first number of an exponential law is",
    MORE_IN_FULL,
    () => {
      const plain = draw({ services: everyService! });
      const measured = draw({ services: everyService!, errorKind: "measured" });
      const without = ({ errorModel: _, ...user }: User): object => user;
      expect(measured.map(without)).toEqual(plain.map(without));
      for (const [n, { errorModel, workload, link }] of someOrAll(100, measured).entries()) {
        const { steps, error } = errorModel as Extract<ErrorModel, { kind: "table" }>;
        const name = serviceNames.find(
          (one) => presets.services[one].workload === workload && link.uplinkBits > 1e6 === (one === "image-to-image"),
        )!;
        const { quality } = presets.services[name];
        const { initial } = plain[n]!.errorModel as Extract<ErrorModel, { kind: "exponential" }>;
        expect(steps).toEqual(quality.steps);
        const misses = error.map((own, i) => Math.abs(own - initial * quality.error[i]!));
        expect(Math.max(...misses)).toBeLessThan(1.1e-4);
      }
    },
  );

  it("have curves that fall and are convex, rounded as they are", () => {
    const { users } = toColumns({
      ...generate({ users: 1, seed: 1 }),
      users: draw({ services: everyService!, errorKind: "measured" }),
    });
    expect(Array.from({ length: users.count }, (_, n) => n).filter((n) => isBent(users, n))).toEqual([]);
  });

  it("have devices of 3 to 7 W at full speed and error models in the range of the reference scenarios", () => {
    const users = draw({});
    const watts = users.map(({ device }) => device.switchedCapacitance * device.speed ** 3);
    const errors = users.map(({ errorModel }) => errorModel as Extract<ErrorModel, { kind: "exponential" }>);
    for (const [values, low, high] of [
      [watts, 3, 7],
      [errors.map(({ initial }) => initial), 0.6, 1],
      [errors.map(({ decay }) => decay), 0.03, 0.15],
    ] as const) {
      const near = (high - low) / 100;
      expect(Math.min(...values)).toBeGreaterThan(low - 1e-9);
      expect(Math.min(...values)).toBeLessThan(low + near);
      expect(Math.max(...values)).toBeLessThan(high + 1e-9);
      expect(Math.max(...values)).toBeGreaterThan(high - near);
    }
  });

  it("cannot make videos themselves, with either error model", () => {
    for (const user of draw({ services: "text-to-video", errorKind: "power" }).slice(0, 50)) {
      expect(user.device).toMatchObject({ maxSteps: 0, switchedCapacitance: 0 });
      expect(user.errorModel.kind).toBe("power");
    }
  });

  it("can be drawn one by one, in any order, without a scenario", () => {
    const from = population({ services: everyService! });
    const { users } = generate({ users: 9, seed: 5, services: everyService! });
    for (const index of [8, 0, 3]) expect(drawUser(from, 5, index)).toEqual(users[index]);
  });

  it("do not depend on the order in which the options name services and devices", () => {
    const forth = draw({
      services: { "text-to-image-512": 1, "image-to-image": 2 },
      devices: { "iPhone 13": 1, "iPhone 14": 2 },
    });
    const back = draw({
      services: { "image-to-image": 2, "text-to-image-512": 1 },
      devices: { "iPhone 14": 2, "iPhone 13": 1 },
    });
    expect(back).toEqual(forth);
  });
});

describe("stream", () => {
  const n = 20_000;
  const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0);

  it.each([
    ["draws of one stream", () => Array.from({ length: n }, stream(3, 4))],
    ["first draws of neighbouring users", () => Array.from({ length: n }, (_, index) => stream(3, index)())],
    ["first draws of neighbouring seeds", () => Array.from({ length: n }, (_, seed) => stream(seed, 3)())],
  ])("%s are uniform and uncorrelated", (_, draws) => {
    const values = draws();
    const products = values.slice(1).map((u, i) => (u - 0.5) * (values[i]! - 0.5));
    // Both sums are nearly normal: standard deviations of u and of (u − ½)(v − ½) are 12^(−1/2) and 1/12.
    expect(Math.abs(sum(values.map((u) => u - 0.5)))).toBeLessThan(5 * Math.sqrt(n / 12));
    expect(Math.abs(sum(products))).toBeLessThan((5 * Math.sqrt(n)) / 12);
    const tenths = new Array<number>(10).fill(0);
    for (const u of values) tenths[Math.floor(10 * u)]! += 1;
    // χ² with 9 degrees of freedom exceeds 45 once in a million.
    expect(sum(tenths.map((count) => (count - n / 10) ** 2 / (n / 10)))).toBeLessThan(45);
  });
});

describe("bad options", () => {
  it.each<[Record<string, unknown>, string]>([
    [{ users: 0 }, "users: must be a whole number from 1 to 10000000, not 0"],
    [{ users: 2.5 }, "users: must be a whole number from 1 to 10000000, not 2.5"],
    [{ seed: -1 }, "seed: must be a whole number from 0 to 4294967295, not -1"],
    [{ seed: 2 ** 32 }, "seed: must be a whole number from 0 to 4294967295, not 4294967296"],
    [
      { services: "text-to-music" },
      'services: must be one of text-to-image-512, text-to-image-1024, image-to-image, text-to-video, not "text-to-music"',
    ],
    [{ services: { "text-to-video": -1 } }, 'services["text-to-video"]: must be a finite number >= 0, not -1'],
    [{ services: { "text-to-video": 0 } }, "services: at least one share must be > 0"],
    [{ devices: { "iPhone 13": NaN } }, 'devices["iPhone 13"]: must be a finite number >= 0, not NaN'],
    [
      { devices: { "iPhone 12 Pro": 1 } },
      "devices: none of them runs text-to-image-512, which needs one of iPhone 12 mini, ",
    ],
    [{ gpu: "toString" }, 'gpu: must be one of h100, b200, not "toString"'],
    [{ stepCapacity: -1 }, "stepCapacity: must be a whole number from 0 to 9007199254740991, not -1"],
    [{ edgeMaxSteps: 1.5 }, "edgeMaxSteps: must be a whole number from 0 to 100000, not 1.5"],
    [{ deviceMaxSteps: -2 }, "deviceMaxSteps: must be a whole number from 0 to 100000, not -2"],
    [{ deadlineShare: 1.1 }, "deadlineShare: must be a number from 0 to 1, not 1.1"],
    [{ batteryShare: NaN }, "batteryShare: must be a number from 0 to 1, not NaN"],
    [{ floorShare: -0.1 }, "floorShare: must be a number from 0 to 1, not -0.1"],
    [{ split: "yes" }, 'split: must be true or false, not "yes"'],
    [{ errorKind: "linear" }, `errorKind: must be one of ${ERROR_CHOICES.join(", ")}, not "linear"`],
    [{ utility: "sqrt" }, `utility: must be one of ${UTILITIES.map(({ kind }) => kind).join(", ")}, not "sqrt"`],
    [{ weights: { money: 1 } }, 'weights: must be one of time, error, energy, localUtility, edgeUtility, not "money"'],
    [{ weights: { time: -1 } }, "weights.time: must be a finite number >= 0, not -1"],
  ])("%j", (bad, message) => {
    const make = (): Scenario => generate({ users: 1, seed: 1, ...bad } as GenerateOptions);
    expect(make).toThrow(InputError);
    expect(make).toThrow(message);
  });

  it("names devices that do not exist", () => {
    expect(() => generate({ users: 1, seed: 1, devices: { "iPhone 99": 1 } })).toThrow(
      /^devices: must be one of iPhone 12 mini, .*, not "iPhone 99"$/,
    );
  });
});

describe("campus-30", () => {
  it("is what its options generate, byte for byte", () => {
    const text = readFileSync(new URL("../../data/scenarios/campus-30.json", import.meta.url), "utf8");
    expect(text).toBe(writeScenario(generate(campus30)));
  });

  it("has the users that data/README.md counts", () => {
    const { users } = generate(campus30);
    const wanting = (name: ServiceName): User[] =>
      users.filter(({ workload }) => workload === presets.services[name].workload);
    const small = wanting("text-to-image-512");
    expect(small.filter(({ link }) => link.uplinkBits < 1e6)).toHaveLength(12);
    expect(small.filter(({ link }) => link.uplinkBits > 1e6)).toHaveLength(8);
    expect(wanting("text-to-image-1024")).toHaveLength(7);
    expect(wanting("text-to-video").map(({ id }) => id)).toEqual(["u9", "u20", "u29"]);
    expect(users.filter(({ deadline }) => deadline !== undefined)).toHaveLength(9);
    expect(users.filter(({ device }) => device.battery !== undefined)).toHaveLength(10);
  });
});

describe("measured curves with floors", () => {
  const scenario = generate({
    users: 24,
    seed: 4,
    services: everyService!,
    stepCapacity: 300,
    errorKind: "measured",
    floorShare: 0.5,
  });

  it.each(METHODS.map(({ name }) => ({ name })))("are planned for by $name, and its plan holds", ({ name }) => {
    const solution = solve(scenario, { method: name });
    const { violations, flaws } = verify(scenario, solution.plan, claimsOf(solution));
    expect([violations, flaws]).toEqual([[], []]);
    for (const [n, s] of solution.plan.steps.entries())
      expect(s).toBeGreaterThanOrEqual(fewestSteps(scenario.users[n]!));
  });

  it("bind: without them the best plan costs less", () => {
    const users = scenario.users.map(({ maxError: _, ...user }) => user);
    const [floored, free] = [scenario, { ...scenario, users }].map((one) => solve(one, { method: "exact" }));
    expect([floored!.status, free!.status]).toEqual(["optimal", "optimal"]);
    expect(floored!.objective).toBeGreaterThan(free!.objective);
  });
});
