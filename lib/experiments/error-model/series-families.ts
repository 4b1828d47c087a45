/** Which family of models a published series belongs to, and which kind of sampler made it: our grouping of the published words. */
import { InputError } from "../../input/errors.js";

/** The first whose pattern the published architecture meets. Modality first: a distilled video model counts as video. */
const FAMILIES: readonly (readonly [name: string, architecture: RegExp])[] = [
  ["video", /video/],
  ["speech", /speech/],
  ["masked transformer", /masked/],
  ["consistency or distilled", /consistency|distilled|few.step/],
  ["GAN", /^gan\b/],
  ["VAE", /^vae\b/],
  ["autoregressive", /autoregressive/],
  ["flow", /flow/],
  ["transformer diffusion", /^transformer-diffusion/],
  ["UNet diffusion", /^unet-diffusion/],
];

/** In the order of tables and figures. */
export const ARCHITECTURE_FAMILIES: readonly string[] = [
  "UNet diffusion",
  "transformer diffusion",
  "flow",
  "consistency or distilled",
  "masked transformer",
  "speech",
  "video",
  "GAN",
  "VAE",
  "autoregressive",
];

/** The first whose pattern the sampler meets, once its family is known not to be distilled. */
const SAMPLERS: readonly (readonly [name: string, sampler: RegExp])[] = [
  ["other", /adaptive|GGDM|RK45/],
  ["higher order", /Heun|DPM-Solver|UniPC|DEIS|i?PNDM|RK[23]/],
  ["stochastic", /DDPM|ancestral|remasking|Gaussian|Gamma$|eta=(0\.[1-9]|1)/],
  ["first order", /DDIM|Euler|FastDPM/],
];

/** In the order of tables and figures; `first order` and `higher order` solve the probability flow without noise. */
export const SAMPLER_KINDS: readonly string[] = ["stochastic", "first order", "higher order", "distilled", "other"];

/** @throws InputError if no family is known for it. */
export function familyOf(architecture: string): string {
  const found = FAMILIES.find(([, pattern]) => pattern.test(architecture));
  if (found) return found[0];
  throw new InputError(
    `architecture: must name one of ${ARCHITECTURE_FAMILIES.join(", ")}, not ${JSON.stringify(architecture)}`,
  );
}

/** `distilled` where the model was trained for few steps, whatever its sampler; `other` where nothing is known of the sampler. */
export function samplerKindOf(architecture: string, sampler: string): string {
  if (/consistency|few.step|unet-diffusion \(distilled\)/.test(architecture)) return "distilled";
  return SAMPLERS.find(([, pattern]) => pattern.test(sampler))?.[0] ?? "other";
}
