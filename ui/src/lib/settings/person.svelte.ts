// Name and address that are filled into the forms, while they are looked at and changed.
import { type Backend, isAppError, type Person } from "../api";

const NOBODY: Person = { name: "", email: "" };

/** What went wrong, by the key of its words. */
export type PersonTrouble = "" | "problem-not-an-address" | "error-person" | "error-person-load";

export class PersonSettings {
  /** What the program keeps. */
  kept = $state.raw<Person>(NOBODY);
  /** What stands in the fields. */
  name = $state("");
  email = $state("");
  trouble = $state<PersonTrouble>("");
  #backend: Pick<Backend, "getPerson" | "setPerson">;

  constructor(backend: Pick<Backend, "getPerson" | "setPerson">) {
    this.#backend = backend;
  }

  get changed(): boolean {
    return this.name.trim() !== this.kept.name || this.email.trim() !== this.kept.email;
  }

  get empty(): boolean {
    return [this.kept.name, this.kept.email, this.name, this.email].every((text) => text === "");
  }

  /** Never rejects: what could not be loaded is said beside the fields. */
  async load(): Promise<void> {
    try {
      this.#show(await this.#backend.getPerson());
    } catch {
      this.trouble = "error-person-load";
    }
  }

  /** Says whether it is kept now. */
  save(): Promise<boolean> {
    return this.#keep({ name: this.name, email: this.email });
  }

  clear(): Promise<boolean> {
    return this.#keep(NOBODY);
  }

  async #keep(person: Person): Promise<boolean> {
    try {
      this.#show(await this.#backend.setPerson(person));
      return true;
    } catch (error) {
      this.trouble = isAppError(error) && error.code === "invalid" ? "problem-not-an-address" : "error-person";
      return false;
    }
  }

  #show(kept: Person): void {
    this.kept = kept;
    this.name = kept.name;
    this.email = kept.email;
    this.trouble = "";
  }
}
