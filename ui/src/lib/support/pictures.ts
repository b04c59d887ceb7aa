// Pictures drawn by the page from the program's bytes, without an address that they could be loaded from again.

/** Decodes a picture. Rejects when the web view cannot. */
export function decoded(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  // A bitmap of a Blob needs no address, and so no exception in the page's policy.
  return createImageBitmap(new Blob([bytes]));
}

/** Draws a picture into a canvas, no side longer than `longest` pixels. */
export function drawInto(canvas: HTMLCanvasElement, picture: ImageBitmap, longest: number): void {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}
