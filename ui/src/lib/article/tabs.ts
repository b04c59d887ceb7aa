// Platform tabs of an article: the backend's sections become an ARIA tab list.
import type { Platform } from "../api";

export interface TabOptions {
  label: string;
  platform: Platform | null;
  /** The reader has chosen a tab; not called for tabs opened by a link or a search. */
  onChoose(platform: Platform): void;
}

interface Tab {
  button: HTMLButtonElement;
  panel: HTMLElement;
  platforms: Platform[];
}

type Group = Tab[];

/** Opens the panel's tab; for jumps into hidden panels. */
const openers = new WeakMap<Element, () => void>();
let made = 0;

/** Turns every group below `root` into tabs. Gives back what shows a platform in all of them. */
export function enhanceTabs(root: HTMLElement, options: TabOptions): (platform: Platform) => void {
  const groups: Group[] = [];
  const showEverywhere = (platform: Platform) => {
    for (const group of groups) {
      const tab = tabOf(group, platform);
      if (tab) select(group, tab);
    }
  };
  for (const element of root.querySelectorAll<HTMLElement>(".tabs")) {
    const group = buildGroup(element, options.label);
    if (group.length === 0) continue;
    groups.push(group);
    const choose = (tab: Tab) => {
      select(group, tab);
      const platform = platformOf(tab, options.platform);
      if (platform) {
        showEverywhere(platform);
        options.onChoose(platform);
      }
    };
    listen(group, choose);
    const preferred = options.platform ? tabOf(group, options.platform) : null;
    select(group, preferred ?? (group[0] as Tab));
  }
  return showEverywhere;
}

/** Opens the tab of a hidden panel; says whether the element is such a panel. */
export function openTab(panel: Element): boolean {
  const open = openers.get(panel);
  open?.();
  return open !== undefined;
}

function buildGroup(element: HTMLElement, label: string): Group {
  const panels = [...element.querySelectorAll<HTMLElement>(":scope > .tab")];
  // A single part is no choice: it stays a heading with text.
  if (panels.length < 2) return [];
  const list = document.createElement("div");
  list.className = "tablist";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", label);
  const group = panels.map((panel) => buildTab(panel));
  list.append(...group.map((tab) => tab.button));
  element.prepend(list);
  for (const tab of group) openers.set(tab.panel, () => select(group, tab));
  return group;
}

function buildTab(panel: HTMLElement): Tab {
  const number = (made += 1);
  const heading = panel.querySelector<HTMLElement>("h2, h3, h4, h5, h6");
  const button = document.createElement("button");
  button.type = "button";
  button.id = `tab-${number}`;
  button.className = "tab-button";
  button.textContent = heading?.textContent?.trim() ?? "";
  button.setAttribute("role", "tab");
  heading?.classList.add("tab-heading");
  panel.id ||= `tab-panel-${number}`;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", button.id);
  panel.tabIndex = 0;
  button.setAttribute("aria-controls", panel.id);
  const platforms = (panel.dataset["platforms"] ?? "").split(" ").filter(Boolean) as Platform[];
  return { button, panel, platforms };
}

function select(group: Group, chosen: Tab): void {
  for (const tab of group) {
    const on = tab === chosen;
    tab.button.setAttribute("aria-selected", String(on));
    tab.button.tabIndex = on ? 0 : -1;
    tab.panel.hidden = !on;
  }
}

function tabOf(group: Group, platform: Platform): Tab | undefined {
  return group.find((tab) => tab.platforms.includes(platform));
}

/** The platform a tab stands for: the reader's own if the tab has it among others. */
function platformOf(tab: Tab, current: Platform | null): Platform | undefined {
  return current && tab.platforms.includes(current) ? current : tab.platforms[0];
}

function listen(group: Group, choose: (tab: Tab) => void): void {
  group.forEach((tab, index) => {
    tab.button.addEventListener("click", () => choose(tab));
    tab.button.addEventListener("keydown", (event) => {
      const next = neighbour(event.code, index, group.length);
      const target = next === null ? undefined : group[next];
      if (!target) return;
      event.preventDefault();
      target.button.focus();
      choose(target);
    });
  });
}

function neighbour(code: string, index: number, count: number): number | null {
  if (code === "ArrowRight") return (index + 1) % count;
  if (code === "ArrowLeft") return (index - 1 + count) % count;
  if (code === "Home") return 0;
  return code === "End" ? count - 1 : null;
}
