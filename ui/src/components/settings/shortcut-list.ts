// What the list of shortcuts shows. The keys themselves are matched in lib/keyboard/shortcuts.ts.

interface ShortcutGroup {
  title: string;
  shortcuts: { what: string; keys: string[] }[];
}

const CONTROL = /Mac/.test(navigator.platform) ? "⌘" : "Ctrl";
const ALT = CONTROL === "⌘" ? "⌥" : "Alt";
const control = (key: string) => `${CONTROL} ${key}`;

export const SHORTCUT_GROUPS: ShortcutGroup[] = [
  {
    title: "shortcuts-search",
    shortcuts: [
      { what: "shortcut-focus-search", keys: [control("K"), control("L"), "/"] },
      { what: "shortcut-results", keys: ["↑ ↓", "Enter"] },
      { what: "shortcut-reading", keys: [`${ALT} Z`] },
      { what: "shortcut-suggestion", keys: [`${ALT} X`] },
      { what: "shortcut-escape", keys: ["Esc"] },
    ],
  },
  {
    title: "shortcuts-reading",
    shortcuts: [
      { what: "shortcut-find", keys: [control("F")] },
      { what: "shortcut-find-next", keys: ["F3", "Shift F3"] },
      { what: "shortcut-found", keys: ["Enter", "Shift Enter"] },
      { what: "shortcut-back-forward", keys: ["Alt ←", "Alt →"] },
      { what: "shortcut-home", keys: ["Alt Home"] },
      { what: "shortcut-bookmark", keys: [control("D")] },
      { what: "shortcut-copy-address", keys: [control("Shift C")] },
      { what: "shortcut-print", keys: [control("P")] },
    ],
  },
  {
    title: "shortcuts-window",
    shortcuts: [
      { what: "shortcut-contents", keys: [control("B")] },
      { what: "shortcut-zoom", keys: [control("+"), control("−"), control("0")] },
      { what: "shortcut-settings", keys: [control(",")] },
      { what: "shortcut-shortcuts", keys: ["?", "F1"] },
      { what: "shortcut-reload", keys: [control("R")] },
      { what: "shortcut-full-screen", keys: ["F11"] },
    ],
  },
];
