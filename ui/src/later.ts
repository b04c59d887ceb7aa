// The script of a page that was drawn ahead: lets the web view paint it, then starts the window.
//
// It stands alone, because whatever it shared with the window's script would be loaded before the first frame.

/** A hidden window draws no frames, and a font may be missing: the window starts all the same. */
const PATIENCE_MS = 200;

void drawn().then(() => import(/* @vite-ignore */ document.documentElement.dataset["script"] as string));

async function drawn(): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([document.fonts.ready, patience]);
  // The second frame begins when the first one is on its way to the screen.
  const frames = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await Promise.race([frames, patience]);
}
