import { beforeEach, expect, it } from "vitest";
import { moveInContents } from "./contents-keys";

let nav: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<nav><ul>
    <li><button class="row" aria-expanded="true">Вход</button><ul><li><a class="row" href="#a">«Нет кода»</a></li></ul></li>
    <li><button class="row" aria-expanded="false">Файлы</button></li></ul></nav>`;
  nav = document.querySelector("nav") as HTMLElement;
  nav.addEventListener("keydown", (event) => moveInContents(event, nav));
  nav.querySelector<HTMLElement>(".row")?.focus();
});

const at = () => document.activeElement?.textContent;
function press(code: string, key = code) {
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));
}

it("goes up and down through what is visible, to both ends and not beyond", () => {
  press("ArrowDown");
  expect(at()).toBe("«Нет кода»");
  press("End");
  expect(at()).toBe("Файлы");
  press("ArrowDown");
  expect(at()).toBe("Файлы");
  press("Home");
  expect(at()).toBe("Вход");
});

it("goes into an unfolded section and back to it", () => {
  press("ArrowRight");
  expect(at()).toBe("«Нет кода»");
  press("ArrowLeft");
  expect(at()).toBe("Вход");
});

it("unfolds and folds", () => {
  let clicks = 0;
  nav.addEventListener("click", () => (clicks += 1));
  press("ArrowLeft");
  press("End");
  press("ArrowRight");
  expect(clicks).toBe(2);
});

it("jumps by letters, past quotation marks", () => {
  press("KeyY", "н");
  expect(at()).toBe("«Нет кода»");
  press("KeyA", "ф");
  expect(at()).toBe("Файлы");
});
