// Draws the first screen while the program is built (first-screens.mjs): the window shows it until its script has taken
// over. Runs in Node; nothing of it reaches the window.
import { render } from "svelte/server";
import App from "./App.svelte";
import { type Boot, connectBackend } from "./lib/api";
import { t } from "./lib/i18n/index.svelte";
import { HelpApp } from "./lib/state/app.svelte";

export interface FirstScreen {
  language: string;
  theme: string;
  title: string;
  html: string;
}

export async function drawFirstScreen(boot: Boot): Promise<FirstScreen> {
  const app = new HelpApp(await connectBackend(), boot);
  const { body } = await render(App, { props: { app } });
  return { language: app.library.language, theme: app.preferences.theme, title: t("app-name"), html: body };
}
