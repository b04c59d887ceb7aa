import { beforeAll, expect, it, vi } from "vitest";
import { sectionOf } from "./section";

beforeAll(() => void vi.stubGlobal("CSS", { escape: String }));

const HTML = `<p>Before</p><h2 id="a">First</h2><p>One</p><h3 id="b">Inner</h3><p>Two <a href="#c" data-anchor="c">there</a></p>
<div class="tabs"><section class="tab" data-platforms="ios"><h3 id="ios">iPhone</h3><p>Three</p></section>
<section class="tab" data-platforms="android"><h3 id="android">Android</h3><p>Four</p></section></div><h2 id="c">Last</h2><p>Five</p>`;

const text = (anchor: string | null) => {
  const { title, html } = sectionOf(HTML, anchor, "x/y");
  return [title, html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()];
};

it.each([
  ["a", "First", "One Inner Two there iPhone Three Android Four"],
  ["b", "Inner", "Two there iPhone Three Android Four"],
  ["android", "Inner — Android", "Four"],
  ["c", "Last", "Five"],
] as const)("takes the section of #%s", (anchor, title, words) => {
  expect(text(anchor)).toEqual([title, words]);
});

it("takes everything where there is no such heading", () => {
  expect(text(null)[1]).toMatch(/^Before .* Five$/);
  expect(text("nope")).toEqual(text(null));
});

it("leads links within the article to the article", () => {
  expect(sectionOf(HTML, "b", "x/y").html).toContain('data-anchor="c" data-article="x/y"');
});
