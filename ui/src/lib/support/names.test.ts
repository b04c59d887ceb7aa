import { expect, it } from "vitest";
import { shownName } from "./names";

it.each([
  ["\u202egpj.exe", "gpj.exe"],
  ["a\u0007b\nc\u2067.txt", "abc.txt"],
  ["Снимок 👩‍💻.png", "Снимок 👩‍💻.png"],
])("shows %j as %j", (name, shown) => expect(shownName(name)).toBe(shown));
