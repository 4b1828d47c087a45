/** A network's weights as text. */
import { InputError } from "../input/errors.js";
import type { Layer } from "./network.js";

/** One layer; numbers are 32-bit floats, little-endian, in base64. */
export interface EncodedLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: string;
  readonly bias: string;
}

export function encodeLayer({ inputs, outputs, kernel, bias }: Layer): EncodedLayer {
  return { inputs, outputs, kernel: encode(kernel), bias: encode(bias) };
}

/** @throws InputError if the numbers are not as many as the layer needs. */
export function decodeLayer({ inputs, outputs, kernel, bias }: EncodedLayer): Layer {
  return { inputs, outputs, kernel: decode(kernel, inputs * outputs), bias: decode(bias, outputs) };
}

function encode(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => {
    bytes.setFloat32(4 * i, value, true);
  });
  return btoa(Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join(""));
}

function decode(text: string, length: number): Float32Array {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  if (bytes.length !== 4 * length) {
    throw new InputError(`weights: ${bytes.length} bytes where ${length} numbers of 4 bytes are needed`);
  }
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(4 * i, true));
}
