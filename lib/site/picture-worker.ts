/** Makes pictures in a thread of its own, which is loaded when the reader comes to them. */
import { type PictureQuestion, Pictures } from "./answer/picture.js";

const pictures = new Pictures();
addEventListener("message", ({ data }: MessageEvent<PictureQuestion>): void => {
  postMessage(pictures.answer(data));
});
