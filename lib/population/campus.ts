/** The example scenario, data/scenarios/campus-30.json. */
import type { GenerateOptions } from "./options.js";

/**
 * Thirty people on a campus ask for images and a few videos within one scheduling round. One H100 has ten steps for each of them,
 * a quarter of what they would take.
 */
export const campus30: GenerateOptions = {
  name: "campus-30",
  users: 30,
  seed: 49,
  services: { "text-to-image-512": 12, "text-to-image-1024": 7, "image-to-image": 8, "text-to-video": 3 },
  stepCapacity: 300,
  deadlineShare: 0.3,
  batteryShare: 0.3,
};
