import { beforeEach, describe, expect, it } from "vitest";
import { findText, findWords } from "./matches";

let root: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<article id="root">
    <h1>Ещё раз: «Пользователь   не найден»</h1>
    <p>Нажмите <b class="ui">Закрыть
       сессию</b> — и войдите.</p><p>сессию</p>
    <button>сессию</button>
    <details><summary>Администратору</summary><p>Закройте сессии пользователей</p></details>
  </article>`;
  root = document.getElementById("root") as HTMLElement;
});

const texts = (ranges: Range[]) => ranges.map((range) => range.toString().replace(/\s+/g, " "));

describe("findText", () => {
  it("ignores case, ё and the kind of quotes, and crosses inline elements", () => {
    expect(texts(findText(root, "еще РАЗ"))).toEqual(["Ещё раз"]);
    expect(texts(findText(root, '"пользователь не'))).toEqual(["«Пользователь не"]);
    expect(texts(findText(root, "нажмите закрыть сессию"))).toEqual(["Нажмите Закрыть сессию"]);
  });

  it("finds inside collapsed blocks, not in buttons, not across blocks", () => {
    expect(findText(root, "сесси")).toHaveLength(3);
    expect(findText(root, "войдите. сессию")).toHaveLength(0);
  });

  it("finds nothing for nothing", () => {
    expect(findText(root, "  ")).toEqual([]);
    expect(findText(root, "нет такого")).toEqual([]);
  });
});

describe("findWords", () => {
  it("finds whole words, ё as е", () => {
    expect(texts(findWords(root, ["пользователь", "еще"]))).toEqual(["Ещё", "Пользователь"]);
    expect(texts(findWords(root, ["сесси", "на"]))).toEqual([]);
    expect(findWords(root, [])).toEqual([]);
  });

  it("does not mind accents and soft hyphens, which belong to the word", () => {
    root.innerHTML = "<p>за\u0301мок зам\u00adки\u0301, замо\u00adк</p>";
    expect(texts(findWords(root, ["замок", "замки"]))).toEqual(["за\u0301мок", "зам\u00adки\u0301", "замо\u00adк"]);
    expect(texts(findText(root, "замки, замок"))).toEqual(["зам\u00adки\u0301, замо\u00adк"]);
  });
});
