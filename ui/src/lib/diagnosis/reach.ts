// From anywhere to the check of the connection, and from its result to a request.
import { t } from "../i18n/index.svelte";
import type { HelpApp } from "../state/app.svelte";
import { CONNECTION } from "../view/places";
import { chosenOf, textOf } from "./lines";

/** Shows the check and begins it, unless it is running. An address only shows it. */
export async function checkConnection(app: HelpApp): Promise<void> {
  if (!app.connection.running) startCheck(app);
  await app.go(CONNECTION);
}

export function startCheck(app: HelpApp): void {
  void app.connection.start("connection", app.library.language);
}

export function copyResult(app: HelpApp): Promise<void> {
  return app.copy(textOf(app.connection.lines), t("connection-copied"));
}

/** Begins a report of a problem with the newest report of a crash; says whether it could. Nothing is sent by that. */
export async function reportCrash(app: HelpApp): Promise<boolean> {
  if (app.beginning) return false;
  app.beginning = true;
  const begun = await app.attempt(async () => {
    const lines = await app.backend.getCrashReport();
    return { lines, id: await app.support.begin("problem", t("crash-subject"), []) };
  }, "error-crash-report");
  app.beginning = false;
  if (!begun) return false;
  const diagnostics = app.support.session(begun.id)?.diagnostics;
  // Where policy wants everything, the form gathers it, and the report is part of that.
  if (diagnostics?.offer !== "always") diagnostics?.take(begun.lines, "person");
  await app.go({ kind: "draft", id: begun.id });
  return true;
}

/** Begins a report of a problem with what was found. */
export async function attachResult(app: HelpApp): Promise<void> {
  if (app.beginning) return;
  app.beginning = true;
  const id = await app.attempt(() => app.support.begin("problem", "", []), "error-draft-begin");
  app.beginning = false;
  if (id === undefined) return;
  // Before the form is drawn, which may gather everything by itself.
  app.support.session(id)?.diagnostics.take(chosenOf(app.connection.lines), "person");
  await app.go({ kind: "draft", id });
}
