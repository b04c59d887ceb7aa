// The script of a page that was drawn ahead: lets the web view paint it, then starts the window.
//
// It stands alone, because whatever it shared with the window's script would be loaded before the first frame.

/** A hidden window paints nothing, and a font may be missing: the window starts all the same. */
const PATIENCE_MS = 300;
const PAINTED = "first-contentful-paint";

const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
void Promise.race([painted(), patience]).then(() => import(/* @vite-ignore */ document.documentElement.dataset["script"] as string));

/** Frames alone do not tell: the first ones are blank while the styles are on their way. */
async function painted(): Promise<void> {
  while (performance.getEntriesByName(PAINTED).length === 0) await nextFrame();
  // Now it is known which fonts the page needs.
  await document.fonts.ready;
  await nextFrame();
  await nextFrame();
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
