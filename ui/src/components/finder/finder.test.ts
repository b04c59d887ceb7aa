import { afterEach, beforeEach, expect, it } from "vitest";
import type { HelpApp } from "../../lib/state/app.svelte";
import { finderPlace } from "../../lib/view/places";
import { all, drawWindow, find, settled } from "../../test-window";

let app: HelpApp;
let close: () => void;

beforeEach(async () => {
  ({ app, close } = await drawWindow());
  await app.go(finderPlace("no-sound"));
});

afterEach(() => close());

const heading = () => document.getElementById("finder-step")?.textContent;

async function press(id: string, text = ""): Promise<void> {
  all(id).find((button) => button.textContent?.includes(text))?.click();
  await settled();
}

async function check(): Promise<void> {
  document.querySelector<HTMLInputElement>("[data-testid=finder-step] input")?.click();
  await settled();
}

it("leads from question to question, with the keyboard at each", async () => {
  expect(heading()).toBe("Кто кого не слышит?");
  await press("finder-answer", "Меня не слышит никто");
  expect(heading()).toBe("Проверьте микрофон");
  expect(document.activeElement?.id).toBe("finder-step");
  expect(find("finder-back")?.textContent).toContain("Меня не слышит никто");
});

it("keeps the ticks on the way back", async () => {
  await press("finder-answer", "Меня не слышит никто");
  await check();
  await app.navigator.step(-1);
  await settled();
  expect(heading()).toBe("Кто кого не слышит?");
  expect(document.querySelector(".chosen")?.textContent).toContain("Меня не слышит никто");
  await press("finder-answer", "Меня не слышит никто");
  expect(document.querySelector<HTMLInputElement>("[data-testid=finder-step] input")?.checked).toBe(true);
});

it("shows the article's own section and goes on when it did not help", async () => {
  await press("finder-answer", "Я никого не слышу");
  expect(find("finder-leaf")?.querySelector(".article-body")?.textContent?.trim()).not.toBe("");
  await press("finder-failed");
  expect(heading()).toBe("Проверьте микрофон");
});

it("hands over to support what was tried", async () => {
  await press("finder-answer", "Меня не слышит никто");
  await check();
  await press("finder-answer", "Не помогло");
  expect(find("finder-support")?.textContent).toContain("Сделано: Микрофон включён.");
  await press("finder-to-support");
  await settled();
  expect(find("draft-context")?.textContent).toContain("Кто кого не слышит? — Меня не слышит никто");
});

it("begins anew once it helped", async () => {
  await press("finder-answer", "Меня не слышит никто");
  await press("finder-helped");
  expect(find("finder-solved")).not.toBeNull();
  await app.go(finderPlace("no-sound"));
  await settled();
  expect(heading()).toBe("Кто кого не слышит?");
});

it("can be read as a text", async () => {
  await app.go({ kind: "finder-text", id: "no-sound" });
  await settled();
  const text = find("finder-text")?.textContent?.replace(/\s+/g, " ");
  expect(text).toContain("Шаг 1. Кто кого не слышит?");
  expect(text).toContain("Меня не слышит никто — шаг 2");
  expect(text).toContain("если не помогло, шаг 2");
});
