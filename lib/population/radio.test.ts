import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readTable } from "../scripts/tables.js";
import { demands } from "./demand.js";
import { radio, rates } from "./radio.js";

interface RadioRow {
  readonly parameter: string;
  readonly value: string;
  readonly unit: string;
  readonly verified: string;
}

const rows = readTable<RadioRow>(fileURLToPath(new URL("../../data/published/radio.csv", import.meta.url)));

it.each([
  ["up/down bandwidth", `${radio.bandwidth / 1e6}`, "MHz"],
  ["user transmit power", `${radio.transmitPower * 1e3}`, "mW"],
  ["BS maximum transmit power", `${radio.basePower}`, "dBm"],
  ["noise power spectral density", `${radio.noiseDensity}`, "dBm/Hz"],
  ["thermal noise with noise figure 4 dB, 20 MHz", `${-174 + 73 + radio.baseNoiseFigure}`, "dBm"],
  ["UE receiver noise figure", `${radio.userNoiseFigure}`, "dB"],
  ["macro path loss", `${radio.pathLoss} + ${radio.pathLossSlope} log10(d_km)`, "dB"],
  ["log-normal shadowing", `${radio.shadowing}`, "dB"],
  [
    "result image size (512x512)",
    demands["text-to-image-512"].downlinkBits.map((bits) => bits / 1e6).join(" to "),
    "Mbit",
  ],
  ["task (prompt+image) size", demands["image-to-image"].uplinkBits.map((bits) => bits / 1e6).join(" to "), "Mbit"],
])("%s is as published: %s %s", (parameter, value, unit) => {
  expect(rows).toContainEqual(expect.objectContaining({ parameter, value, unit, verified: "yes" }));
});

it.each([
  [0.035, -16],
  [0.2, 0],
  [0.5, 16],
])("rates at %s km with %s dB of shadowing are Shannon's, in watts", (distance, shadowing) => {
  const gain = 10 ** (-(128.1 + 37.6 * Math.log10(distance) + shadowing) / 10);
  const noise = (figure: number): number => 10 ** ((-174 - 30 + figure) / 10) * 2e6;
  const { uplinkRate, downlinkRate } = rates(distance, shadowing);
  expect(uplinkRate).toBeCloseTo(2e6 * Math.log2(1 + (0.2 * gain) / noise(4)), -1);
  expect(downlinkRate).toBeCloseTo(2e6 * Math.log2(1 + ((10 ** 1.9 / 10) * gain) / noise(9)), -1);
});
