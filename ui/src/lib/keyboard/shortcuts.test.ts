import { describe, expect, it } from "vitest";
import { type KeyContext, type KeyPress, matchShortcut } from "./shortcuts";

const READING: KeyContext = { typing: false, mac: false };
const TYPING: KeyContext = { typing: true, mac: false };
const MAC: KeyContext = { typing: false, mac: true };

/** `Ctrl+Shift+KeyC=С`: modifiers, the physical key, and what it types. */
function press(text: string): KeyPress {
  const [keys = "", typed] = text.split("=");
  const parts = keys.split("+");
  const code = parts.pop() ?? "";
  return {
    code,
    key: typed ?? code,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
  };
}

function check(context: KeyContext, table: Record<string, string | null>) {
  for (const [keys, command] of Object.entries(table)) {
    expect([keys, matchShortcut(press(keys), context)]).toEqual([keys, command]);
  }
}

describe("matchShortcut", () => {
  it("goes by the physical key on a Russian layout", () => {
    check(READING, {
      "Ctrl+KeyK=л": "focusSearch",
      "Ctrl+KeyL=д": "focusSearch",
      "Ctrl+KeyF=а": "find",
      "Ctrl+KeyD=в": "bookmark",
      "Ctrl+KeyB=и": "toggleContents",
      "Ctrl+Comma=б": "settings",
      "Ctrl+Shift+KeyC=С": "copyAddress",
      "Slash=.": "focusSearch",
      "Shift+Slash=,": "shortcuts",
      "Shift+Digit7=?": "shortcuts",
    });
  });

  it("leaves characters to fields", () => {
    check(TYPING, { "Slash=/": null, "Slash=.": null, "Shift+Slash=?": null, "Ctrl+KeyK=k": "focusSearch", F1: "shortcuts" });
  });

  it("knows the other readings of a query, in the field too", () => {
    for (const context of [READING, TYPING, { typing: true, mac: true }]) {
      check(context, { "Alt+KeyZ=я": "changeReading", "Alt+KeyX=≈": "takeSuggestion", "Alt+Shift+KeyZ": null });
    }
  });

  it("leaves copying and unknown keys alone", () => {
    check(READING, { "Ctrl+KeyC=c": null, "Ctrl+Alt+KeyK=k": null, "KeyK=k": null, "Shift+Escape": null, "Meta+KeyK=k": null });
  });

  it("knows keys without letters", () => {
    check(READING, {
      Escape: "escape",
      F3: "findNext",
      "Shift+F3": "findPrevious",
      F11: "fullScreen",
      "Alt+ArrowLeft": "back",
      "Alt+ArrowRight": "forward",
      "Alt+Home": "home",
      "Ctrl+Equal==": "zoomIn",
      "Ctrl+Shift+Equal=+": "zoomIn",
      "Ctrl+NumpadAdd=+": "zoomIn",
      "Ctrl+Minus=-": "zoomOut",
      "Ctrl+Digit0=0": "zoomReset",
    });
  });

  it("uses the command key on macOS and leaves word movement to fields", () => {
    check(MAC, { "Meta+KeyK=k": "focusSearch", "Ctrl+KeyK=k": null, "Meta+BracketLeft=[": "back", "Alt+ArrowLeft": "back" });
    check({ typing: true, mac: true }, { "Alt+ArrowLeft": null });
  });
});
