import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/article.css";
import "./styles/blocks.css";
import "./styles/print.css";
import { draw } from "./draw";
import { connectBackend, type Backend, type Boot } from "./lib/api";
import { collectErrors, describeError } from "./lib/errors";
import { setLanguage, t } from "./lib/i18n/index.svelte";
import { HelpApp } from "./lib/state/app.svelte";
import { savedPlace } from "./lib/view/resume";

const FONT_PATIENCE_MS = 150;
const STYLE_PATIENCE_MS = 1000;
/** A hidden window may draw no frames at all: it must not wait for them for ever. */
const FRAME_PATIENCE_MS = 100;
/** A Latin and a Cyrillic letter: each is in a font file of its own. */
const LETTERS = "Aя";

let app: HelpApp | null = null;
collectErrors((message) => app?.toasts.warn(t("error-unexpected", { message })));
void start();

async function start(): Promise<void> {
  const backend = await connectBackend();
  await styled();
  try {
    const boot = await bootOf(backend);
    app = new HelpApp(backend, boot);
    const saved = savedPlace();
    if (saved) await app.navigator.resume(saved);
    else if (boot.target.kind === "search") await app.search.type(boot.target.query);
    else if (boot.target.kind === "support") await app.show(boot.target);
    draw(app, boot === window.__EXPRESS_HELP__);
  } catch (error) {
    window.__errors.push(describeError(error));
    showFailure(error);
  }
  await painted();
  const wish = await backend.windowReady();
  if (wish) await app?.show(wish);
  // For the mark on the button to support; nothing waits for it.
  void app?.support.load();
}

/** What the shell has put into the page; after a reload that is out of date and asked for anew. */
function bootOf(backend: Backend): Boot | Promise<Boot> {
  const injected = window.__EXPRESS_HELP__;
  return injected && !savedPlace() ? injected : backend.boot();
}

/** Without the boot data there is no window to draw: say so in plain text. */
function showFailure(error: unknown): void {
  setLanguage(navigator.language.startsWith("ru") ? "ru" : "en");
  document.documentElement.dataset["theme"] ??= "light";
  const message = document.createElement("p");
  message.className = "start-failure";
  message.dataset["testid"] = "error";
  message.setAttribute("role", "alert");
  message.textContent = `${t("error-start")} (${describeError(error)})`;
  document.getElementById("app")?.replaceChildren(message);
}

/** A module may run before the style sheet is there; scrolling to a heading needs the layout. */
async function styled(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter((link) => !link.sheet);
  const loaded = links.map((link) => new Promise((resolve) => (link.onload = link.onerror = resolve)));
  await Promise.race([Promise.all(loaded), wait(STYLE_PATIENCE_MS)]);
}

async function painted(): Promise<void> {
  const fonts = document.fonts.load('1em "Inter Variable"', LETTERS).catch(() => []);
  await Promise.race([fonts, wait(FONT_PATIENCE_MS)]);
  await Promise.race([twoFrames(), wait(FRAME_PATIENCE_MS)]);
}

function twoFrames(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
