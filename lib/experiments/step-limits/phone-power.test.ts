import { describe, expect, it } from "vitest";
import { InputError } from "../../input/errors.js";
import { campus30 } from "../../population/campus.js";
import { generate } from "../../population/generate.js";
import { InfeasibleError } from "../../solver/infeasible.js";
import { phonePower, phonePowerDefaults, withDevicePower } from "./phone-power.js";

const options = {
  population: { ...phonePowerDefaults.population, users: 10 },
  scenarios: 3,
  capacityPerUser: 5,
  powers: [0, 3, 7, 40],
  energyWeights: [0.02, 0.2],
};
const rows = phonePower(options, 1).rows as unknown as Readonly<Record<string, number>>[];

describe("withDevicePower", () => {
  it("gives every open device this power at full speed and changes nothing else", () => {
    const drawn = generate(campus30);
    const changed = withDevicePower(drawn, 6);
    for (const [n, user] of changed.users.entries()) {
      const { switchedCapacitance, ...device } = user.device;
      const { switchedCapacitance: before, ...as } = drawn.users[n]!.device;
      expect(device).toEqual(as);
      if (device.maxSteps === 0) expect(switchedCapacitance).toBe(before);
      else expect(switchedCapacitance * device.speed ** 3).toBeCloseTo(6, 12);
      expect({ ...user, device: null }).toEqual({ ...drawn.users[n]!, device: null });
    }
    expect(changed.edge).toEqual(drawn.edge);
  });
});

describe("phonePower", () => {
  it("has a row for each weight, power and scenario", () => {
    expect(rows).toHaveLength(24);
    expect(rows.slice(0, 4).map(({ energyWeight, power, seed }) => [energyWeight, power, seed])).toEqual([
      [0.02, 0, 1],
      [0.02, 0, 2],
      [0.02, 0, 3],
      [0.02, 3, 1],
    ]);
  });

  it("never finds a lower optimum at a higher power or a dearer energy", () => {
    const objective = (energyWeight: number, power: number, seed: number): number =>
      rows.find((row) => row["energyWeight"] === energyWeight && row["power"] === power && row["seed"] === seed)![
        "objective"
      ]!;
    for (const seed of [1, 2, 3]) {
      for (const energyWeight of [0.02, 0.2]) {
        for (const [low, high] of [
          [0, 3],
          [3, 7],
          [7, 40],
        ] as const) {
          expect(objective(energyWeight, low, seed)).toBeLessThan(objective(energyWeight, high, seed));
        }
      }
      for (const power of options.powers) {
        expect(objective(0.02, power, seed)).toBeLessThan(objective(0.2, power, seed));
      }
    }
  });

  it("counts the devices' energy within all energy: none at 0 W", () => {
    for (const { power, deviceEnergy, energy } of rows) {
      expect(deviceEnergy === 0).toBe(power === 0);
      expect(deviceEnergy).toBeLessThan(energy!);
    }
  });

  it("says how far it is and refuses bad options", () => {
    const told: number[] = [];
    phonePower({ ...options, scenarios: 1, powers: [5] }, 1, (done) => told.push(done));
    expect(told).toEqual([0.5, 1]);
    expect(() => phonePower({ ...options, powers: [-1] }, 1)).toThrow("powers: must be a finite number >= 0, not -1");
    expect(() => phonePower({ ...options, scenarios: 0 }, 1)).toThrow(InputError);
    expect(() =>
      phonePower({ ...options, population: { ...options.population, deviceMaxSteps: 0 }, capacityPerUser: 0 }, 1),
    ).toThrow(InfeasibleError);
  });
});
