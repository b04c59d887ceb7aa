// The organisation has changed what it sets while the window is open: everything that shows it follows, and nothing that
// somebody is typing is lost.
import type { Boot, Corpus } from "../api";
import { t } from "../i18n/index.svelte";
import type { DraftSession } from "../support/draft.svelte";
import type { HelpApp } from "./app.svelte";
import { type Fetched, fetchIn, turnOver } from "./translate";

/** Never rejects: what cannot be fetched now holds from the next change or start on, and that is said. */
export async function followPolicy(app: HelpApp): Promise<void> {
  // Nothing has been shown of it yet.
  if (!app.support.view) await app.support.load();
  const before = shown(app);
  const done = await app.attempt(() => takeOver(app).then(() => true), "error-policy-change");
  if (!done) return;
  await refitDraft(app);
  if (app.navigator.page.kind === "policy") await app.policy.load();
  const after = shown(app);
  const draft = openDraft(app);
  // What a preview shows would leave no more, or not there.
  if (draft && before.requests !== after.requests) draft.preview = null;
  if (before.settings !== after.settings || before.requests !== after.requests) app.toasts.say(t("policy-changed"));
}

/** Settings, language, contents and ways to support. */
async function takeOver(app: HelpApp): Promise<void> {
  const { boot, fetched } = await app.preferences.renewed(() => ask(app));
  app.forms = boot.forms;
  if (fetched) await turnOver(app, boot.settings.language, fetched, async () => app.preferences.adopt(boot.settings));
  else {
    app.preferences.adopt(boot.settings);
    if (contactsOf(boot.corpus) !== contactsOf(app.library.corpus)) app.library.corpus = boot.corpus;
  }
  await app.support.load();
}

async function ask(app: HelpApp): Promise<{ boot: Boot; fetched: Fetched | null }> {
  const boot = await app.backend.boot();
  const { language } = boot.settings;
  return { boot, fetched: language === app.library.language ? null : await fetchIn(app, language) };
}

/** The form that is open follows; one that is opened later is asked for then. */
async function refitDraft(app: HelpApp): Promise<void> {
  const session = openDraft(app);
  if (!session) return;
  try {
    session.refit(await app.backend.getDraft(session.id));
  } catch {
    // It was sent or deleted meanwhile; its page says so when something is done with it.
  }
}

/** What the window shows of the organisation's wishes, whoever they come from. */
function shown(app: HelpApp): { settings: string; requests: string } {
  const { language, theme, audience, platform, startPage, startArticle, autostart, externalLinks, policyPage, locked, recommended } =
    app.preferences.current;
  const draft = openDraft(app);
  return {
    settings: JSON.stringify([
      [language, theme, audience, platform, startPage, startArticle, autostart, externalLinks, policyPage],
      locked.map(({ setting }) => setting),
      recommended.map(({ setting, value }) => [setting, value]),
      contactsOf(app.library.corpus),
    ]),
    requests: JSON.stringify([
      app.forms,
      app.support.view?.transports ?? [],
      draft && [draft.form, draft.pictures, draft.diagnostics.offer],
    ]),
  };
}

function contactsOf({ contacts }: Corpus): string {
  return JSON.stringify(contacts);
}

function openDraft(app: HelpApp): DraftSession | null {
  const { page } = app.navigator;
  return page.kind === "draft" ? app.support.session(page.view.id) : null;
}
