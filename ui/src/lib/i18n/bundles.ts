// Fluent bundles of both languages; real plural rules come with Intl.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import en from "../../locales/en.ftl?raw";
import ru from "../../locales/ru.ftl?raw";
import type { Language } from "../api";

export const sources: Record<Language, string> = { ru, en };

const bundles = new Map<Language, FluentBundle>();

function bundleOf(language: Language): FluentBundle {
  let bundle = bundles.get(language);
  if (!bundle) {
    // Isolation marks would be copied with addresses and break text comparisons.
    bundle = new FluentBundle(language, { useIsolating: false });
    bundle.addResource(new FluentResource(sources[language]));
    bundles.set(language, bundle);
  }
  return bundle;
}

/** The text of a message; the key itself when it is unknown, so that a gap is seen and not blank. */
export function format(language: Language, key: string, values?: Record<string, FluentVariable>): string {
  const bundle = bundleOf(language);
  const message = bundle.getMessage(key);
  // With a list for errors a missing variable shows as {$name}; without one it would throw.
  return message?.value ? bundle.formatPattern(message.value, values ?? null, []) : key;
}
