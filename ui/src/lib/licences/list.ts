// The licences of what is inside the program. The list is made by the build and loaded when somebody wants to read it.

/** The program itself, which comes first, or a part that others wrote. */
export interface Part {
  name: string;
  /** Empty where the list does not say. */
  version: string;
  /** An expression of SPDX, such as `MIT OR Apache-2.0`. */
  licence: string;
  /** Places in the texts. */
  texts: number[];
}

export interface Licences {
  components: Part[];
  texts: string[];
}

export async function loadLicences(): Promise<Licences> {
  const { default: text } = await import("./components.json?raw");
  return JSON.parse(text) as Licences;
}

/** The parts in whose name, version or licence every word of a query stands. */
export function partsWith(parts: Part[], query: string): Part[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return parts.filter(({ name, version, licence }) => {
    const text = `${name} ${version} ${licence}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Name and version, as far as they are known. */
export function titleOf({ name, version }: Part): string {
  return version === "" ? name : `${name} ${version}`;
}

/** The list as it is copied: a part a line, without the texts. */
export function textOf(parts: Part[]): string {
  return parts.map((part) => `${titleOf(part)}: ${part.licence}`).join("\n");
}
