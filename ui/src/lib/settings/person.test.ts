import { expect, it, vi } from "vitest";
import type { Person } from "../api";
import { PersonSettings } from "./person.svelte";

const IVANOV: Person = { name: "Иван", email: "ivanov@example.com" };

function settings(kept: Person, refused?: { code: string }) {
  const setPerson = vi.fn(async ({ name, email }: Person) => {
    if (refused) throw { message: "", details: null, ...refused };
    return { name: name.trim(), email: email.trim() };
  });
  return { setPerson, person: new PersonSettings({ getPerson: async () => kept, setPerson }) };
}

it("shows what is kept, and keeps what is typed", async () => {
  const { person, setPerson } = settings(IVANOV);
  await person.load();
  expect([person.name, person.email, person.changed, person.empty]).toEqual(["Иван", "ivanov@example.com", false, false]);
  person.name = " Пётр ";
  expect(person.changed).toBe(true);
  expect(await person.save()).toBe(true);
  expect(setPerson).toHaveBeenCalledExactlyOnceWith({ name: " Пётр ", email: "ivanov@example.com" });
  expect([person.name, person.kept.name, person.changed]).toEqual(["Пётр", "Пётр", false]);
});

it("clears both", async () => {
  const { person, setPerson } = settings(IVANOV);
  await person.load();
  expect(await person.clear()).toBe(true);
  expect(setPerson).toHaveBeenCalledWith({ name: "", email: "" });
  expect([person.name, person.email, person.empty]).toEqual(["", "", true]);
});

it.each([
  ["invalid", "problem-not-an-address"],
  ["store", "error-person"],
] as const)("leaves what was typed when it is refused: %s", async (code, trouble) => {
  const { person } = settings(IVANOV, { code });
  await person.load();
  person.email = "ivanov";
  expect(await person.save()).toBe(false);
  expect([person.email, person.kept, person.trouble]).toEqual(["ivanov", IVANOV, trouble]);
});

it("says that it could not be loaded", async () => {
  const person = new PersonSettings({ getPerson: () => Promise.reject(new Error()), setPerson: async (kept) => kept });
  await person.load();
  expect(person.trouble).toBe("error-person-load");
});
