import { expect, it } from "vitest";
import { addressOf, articlePlace, linkAction, linkTo } from "./places";

function link(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body.firstElementChild as HTMLElement;
}

it.each([
  ['<a href="express-help://article/login/qr#a" data-article="login/qr" data-anchor="a">x</a>', "express-help://article/login/qr#a"],
  ['<a href="express-help://article/login/qr">x</a>', "express-help://article/login/qr"],
  ['<a href="express-help://section/login" data-section="login">x</a>', "express-help://section/login"],
  ['<a href="express-help://section/login">x</a>', "express-help://section/login"],
  ['<a href="express-help://support">x</a>', "express-help://support"],
  ['<a href="express-help://draft/5">x</a>', "express-help://draft/5"],
  ['<a href="express-help://connection">x</a>', "express-help://connection"],
  ['<a href="express-help://home">x</a>', "express-help://home"],
  ['<a href="express-help://policy">x</a>', "express-help://policy"],
  ['<a href="express-help://settings">x</a>', "express-help://settings"],
  ['<a href="express-help://settings#reading">x</a>', "express-help://settings#reading"],
  ['<a href="express-help://settings#%22%5D">x</a>', "express-help://settings"],
])("%s leads to a place", (html, address) => {
  const action = linkAction(link(html));
  expect(action.kind === "place" && addressOf(action.place)).toBe(address);
});

it("tells anchors, external addresses and the rest apart", () => {
  expect(linkAction(link('<a href="#if" data-anchor="if">x</a>'))).toEqual({ kind: "anchor", anchor: "if" });
  expect(linkAction(link('<a href="#%D0%B0">x</a>'))).toEqual({ kind: "anchor", anchor: "а" });
  expect(linkAction(link('<a href="https://example.com/">x</a>'))).toEqual({ kind: "external", url: "https://example.com/" });
  expect(linkAction(link('<a href="javascript:alert(1)">x</a>')).kind).toBe("unknown");
  expect(linkAction(link('<a href="express-help://draft/five">x</a>')).kind).toBe("unknown");
  expect(linkAction(link('<a href="express-help://nowhere/x">x</a>')).kind).toBe("unknown");
});

it("writes links that it reads back", () => {
  const place = articlePlace("login/qr", "steps");
  const anchor = document.createElement("a");
  for (const [name, value] of Object.entries(linkTo(place))) anchor.setAttribute(name, value);
  expect(linkAction(anchor)).toEqual({ kind: "place", place });
});
