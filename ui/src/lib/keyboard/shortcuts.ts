// Which command a key press means. Letters are matched by physical key: with a Russian
// layout `event.key` never is a Latin letter. Knows nothing of what the commands do.

export type Command =
  | "focusSearch"
  | "find"
  | "findNext"
  | "findPrevious"
  | "back"
  | "forward"
  | "home"
  | "bookmark"
  | "zoomIn"
  | "zoomOut"
  | "zoomReset"
  | "print"
  | "toggleContents"
  | "settings"
  | "shortcuts"
  | "reload"
  | "fullScreen"
  | "copyAddress"
  | "changeReading"
  | "takeSuggestion"
  | "escape";

export type KeyPress = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

export interface KeyContext {
  /** The focus is in a field, so plain characters are text. */
  typing: boolean;
  mac: boolean;
}

const WITH_CONTROL: Record<string, Command> = {
  KeyK: "focusSearch",
  KeyL: "focusSearch",
  KeyF: "find",
  KeyD: "bookmark",
  KeyP: "print",
  KeyB: "toggleContents",
  KeyR: "reload",
  Comma: "settings",
  Equal: "zoomIn",
  NumpadAdd: "zoomIn",
  Minus: "zoomOut",
  NumpadSubtract: "zoomOut",
  Digit0: "zoomReset",
  Numpad0: "zoomReset",
};

const PLAIN: Record<string, Command> = {
  Escape: "escape",
  F1: "shortcuts",
  F3: "findNext",
  F5: "reload",
  F11: "fullScreen",
};

function withControl(press: KeyPress, mac: boolean): Command | null {
  if (press.shiftKey) {
    if (press.code === "KeyC") return "copyAddress";
    // On many layouts the plus is typed with Shift.
    return press.code === "Equal" ? "zoomIn" : null;
  }
  if (mac && press.code === "BracketLeft") return "back";
  if (mac && press.code === "BracketRight") return "forward";
  return WITH_CONTROL[press.code] ?? null;
}

function withAlt(press: KeyPress, context: KeyContext): Command | null {
  if (press.code === "KeyZ") return "changeReading";
  if (press.code === "KeyX") return "takeSuggestion";
  // In a field of macOS, Option with an arrow moves by words.
  if (context.mac && context.typing) return null;
  if (press.code === "ArrowLeft") return "back";
  if (press.code === "ArrowRight") return "forward";
  return press.code === "Home" ? "home" : null;
}

function punctuation(press: KeyPress): Command | null {
  if (press.key === "?") return "shortcuts";
  if (press.key === "/") return "focusSearch";
  // The physical slash types a full stop (a comma with Shift) on a Russian layout.
  if (press.code === "Slash") return press.shiftKey ? "shortcuts" : "focusSearch";
  return null;
}

/** The command of a key press, or null when the press belongs to the page. */
export function matchShortcut(press: KeyPress, context: KeyContext): Command | null {
  const control = context.mac ? press.metaKey : press.ctrlKey;
  const otherControl = context.mac ? press.ctrlKey : press.metaKey;
  if (otherControl) return null;
  if (control) return press.altKey ? null : withControl(press, context.mac);
  if (press.altKey) return press.shiftKey ? null : withAlt(press, context);
  const named = PLAIN[press.code] ?? PLAIN[press.key];
  if (named) {
    if (!press.shiftKey) return named;
    return named === "findNext" ? "findPrevious" : null;
  }
  return context.typing ? null : punctuation(press);
}
