import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Audience, Platform } from "../api";
import { enhanceArticle, type EnhanceOptions } from "./enhance";
import { landing, reveal } from "./reveal";

const TABS = `
  <div class="tabs">
    <section class="tab" data-platforms="ios"><h3 id="iphone">iPhone</h3><p>Один</p></section>
    <section class="tab" data-platforms="web desktop"><h3 id="pc">Веб и компьютер</h3><p id="deep">Два</p></section>
    <section class="tab" data-platforms="android"><h3 id="android">Android</h3><p>Три</p></section>
  </div>`;

let root: HTMLElement;

function enhance(html: string, given: { audience?: Audience; platform?: Platform | null } = {}) {
  root.innerHTML = html;
  const options: EnhanceOptions = {
    audience: given.audience ?? "user",
    platform: given.platform ?? null,
    labels: {
      tabs: "Платформа",
      table: "Таблица",
      copyHeading: (title) => `Скопировать «${title}»`,
      task: (text, done) => `${done ? "сделано" : "шаг"}: ${text}`,
      openPicture: (alt) => `Открыть: ${alt}`,
    },
    onChoosePlatform: vi.fn(),
    onCopyHeading: vi.fn(),
    onOpenPicture: vi.fn(),
  };
  return { options, ...enhanceArticle(root, options) };
}

const buttons = () => [...root.querySelectorAll<HTMLButtonElement>("[role=tab]")];
const selected = () => buttons().filter((tab) => tab.getAttribute("aria-selected") === "true").map((tab) => tab.textContent);
const shown = () => [...root.querySelectorAll<HTMLElement>(".tab:not([hidden]) p")].map((text) => text.textContent);

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById("root") as HTMLElement;
});

describe("tabs", () => {
  it("open at the first when no platform is chosen", () => {
    enhance(TABS);
    expect([selected(), shown()]).toEqual([["iPhone"], ["Один"]]);
    expect(root.querySelector("[role=tablist]")?.getAttribute("aria-label")).toBe("Платформа");
  });

  it("open at the reader's platform, also when a tab stands for several", () => {
    enhance(TABS, { platform: "desktop" });
    expect(shown()).toEqual(["Два"]);
  });

  it("keep the first tab of a group without the reader's platform", () => {
    enhance(TABS, { platform: "server" });
    expect(shown()).toEqual(["Один"]);
  });

  it("tell the choice, and change all groups of the article that have it", () => {
    const { options } = enhance(TABS + TABS.replaceAll('id="', 'id="b-'));
    buttons()[2]?.click();
    expect(shown()).toEqual(["Три", "Три"]);
    expect(options.onChoosePlatform).toHaveBeenCalledExactlyOnceWith("android");
  });

  it("keep the reader's own platform when its tab stands for several", () => {
    const { options } = enhance(TABS, { platform: "desktop" });
    buttons()[1]?.click();
    expect(options.onChoosePlatform).toHaveBeenCalledWith("desktop");
  });

  it("answer to arrows, Home and End, with one stop for the Tab key", () => {
    enhance(TABS);
    const press = (code: string) => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true }));
    buttons()[0]?.focus();
    press("ArrowLeft");
    expect([selected(), document.activeElement?.textContent]).toEqual([["Android"], "Android"]);
    press("ArrowRight");
    expect(selected()).toEqual(["iPhone"]);
    press("End");
    expect(selected()).toEqual(["Android"]);
    press("Home");
    expect(buttons().map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
  });

  it("open for a jump into a hidden panel, without changing the reader's choice", () => {
    const { options } = enhance(TABS);
    reveal(root.querySelector("#deep") as Element);
    expect(shown()).toEqual(["Два"]);
    expect(options.onChoosePlatform).not.toHaveBeenCalled();
    expect(landing(root.querySelector("#pc") as HTMLElement).className).toBe("tabs");
  });

  it("leave a single part alone", () => {
    enhance('<div class="tabs"><section class="tab" data-platforms="ios"><h3 id="x">iPhone</h3></section></div>');
    expect(buttons()).toEqual([]);
  });
});

describe("callouts", () => {
  const BLOCKS = `
    <details class="callout callout-admin" data-audience="admin"><summary><span class="callout-title">А</span></summary><div><p id="in">x</p></div></details>
    <details class="callout callout-support" data-audience="support"><summary><span class="callout-title">П</span></summary></details>`;
  const open = () => [...root.querySelectorAll("details")].map((details) => details.open);

  it.each([
    ["user", [false, false]],
    ["admin", [true, false]],
    ["support", [true, true]],
  ] as const)("open for %s", (audience, expected) => {
    enhance(BLOCKS, { audience });
    expect(open()).toEqual(expected);
  });

  it("open for a jump into them", () => {
    enhance(BLOCKS);
    reveal(root.querySelector("#in") as Element);
    expect(open()).toEqual([true, false]);
  });

  it("get an icon in the title", () => {
    enhance('<div class="callout callout-tip" role="note"><p class="callout-title">Совет</p></div>');
    expect(root.querySelector(".callout-title > svg")).not.toBeNull();
  });
});

describe("the rest", () => {
  it("puts a copy button beside a heading and leaves its text alone", () => {
    const { options } = enhance('<h2 id="steps">Шаги</h2>');
    expect(root.querySelector("h2")?.textContent).toBe("Шаги");
    const button = root.querySelector<HTMLButtonElement>(".heading-link");
    expect(button?.getAttribute("aria-label")).toBe("Скопировать «Шаги»");
    button?.click();
    expect(options.onCopyHeading).toHaveBeenCalledWith("steps");
  });

  it("names tables and ticks", () => {
    enhance('<div class="table" tabindex="0"><table></table></div><ul><li class="task"><input type="checkbox" disabled checked> Сеть</li></ul>');
    expect(root.querySelector(".table")?.getAttribute("aria-label")).toBe("Таблица");
    expect(root.querySelector("input")?.getAttribute("aria-label")).toBe("сделано: Сеть");
  });
});

describe("pictures", () => {
  const image = (theme: string) => `<img src="pack://localhost/p.${theme}.svg" alt="Путь" width="640" height="320" class="only-${theme}">`;

  it("open large from one button, whatever the theme", () => {
    const { options } = enhance(`<figure class="figure">${image("light")}${image("dark")}<figcaption>Подпись</figcaption></figure>`);
    const button = root.querySelector("button") as HTMLButtonElement;
    expect(button.getAttribute("aria-label")).toBe("Открыть: Путь");
    expect(button.querySelectorAll("img")).toHaveLength(2);
    button.click();
    expect(options.onOpenPicture).toHaveBeenCalledWith({
      light: "pack://localhost/p.light.svg",
      dark: "pack://localhost/p.dark.svg",
      ratio: 2,
      alt: "Путь",
      caption: "Подпись",
    });
  });

  it("leaves small ones within the text alone", () => {
    enhance(`<p>Значок ${image("light")}</p><figure class="figure"></figure>`);
    expect(root.querySelector("button")).toBeNull();
  });
});
