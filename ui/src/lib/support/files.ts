// Files before they are read: whether they may be attached, and how they are called.
import type { AppError, AttachmentView, FieldProblem, LimitsView } from "../api";
import { megabytes, type Said } from "./form";

interface FileLike {
  name: string;
  size: number;
  /** As the system calls it; may be wrong or empty. */
  type?: string;
}

/** Problems that are said of every file. */
const EACH = ["file-too-large", "picture-forbidden"];

/** Sorts out what the limits allow, in the order given; the rest comes with the reason. */
export function sortFiles<Given extends FileLike>(
  files: Given[],
  held: AttachmentView[],
  limits: LimitsView,
  field: string,
  pictures: "allowed" | "forbidden" = "allowed",
): { taken: Given[]; problems: FieldProblem[] } {
  const taken: Given[] = [];
  const problems: FieldProblem[] = [];
  let total = held.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const file of files) {
    const problem = (code: string, limit: number | null) => problems.push({ field, code, limit, name: file.name });
    if (pictures === "forbidden" && file.type?.startsWith("image/")) problem("picture-forbidden", null);
    else if (file.size > limits.fileBytes) problem("file-too-large", limits.fileBytes);
    else if (held.length + taken.length >= limits.files) problem("too-many-files", limits.files);
    else if (total + file.size > limits.totalBytes) problem("files-too-large", limits.totalBytes);
    else {
      taken.push(file);
      total += file.size;
    }
  }
  // One word about the number or the sum is enough for all files it concerns.
  const first = problems.filter(({ code }, at) => EACH.includes(code) || problems.findIndex((other) => other.code === code) === at);
  return { taken, problems: first };
}

/** Why the program did not take a file, as a problem of the field. */
export function refusal({ code, details }: AppError, limits: LimitsView): Pick<FieldProblem, "code" | "limit"> {
  if (code === "picture") return { code: "picture-unreadable", limit: null };
  if (code === "forbidden") return { code: "picture-forbidden", limit: null };
  if (code !== "limit") return { code: "file-unreadable", limit: null };
  if (details === "too-many-files") return { code: details, limit: limits.files };
  if (details === "file-too-large") return { code: details, limit: limits.fileBytes };
  return { code: "files-too-large", limit: limits.totalBytes };
}

/** A size as people write it. */
export function sizeSaid(bytes: number): Said {
  if (bytes < 1024) return { key: "size-bytes", values: { size: bytes } };
  if (bytes < 1024 * 1024) return { key: "size-kilobytes", values: { size: Math.round(bytes / 1024) } };
  return { key: "size-megabytes", values: { size: megabytes(bytes) } };
}

/** Names that browsers give to a picture without one. */
const NAMELESS = /^(image|unknown|blob)?(\.[a-z0-9]+)?$/i;

/** The name of a pasted file: a picture of the screen gets the time as its name. */
export function pastedName(file: { name: string; type: string }, screenshot: string, when: Date): string {
  if (!NAMELESS.test(file.name)) return file.name;
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  // No colons: Windows takes none in file names.
  const time = [when.getHours(), when.getMinutes(), when.getSeconds()].map(two).join(".");
  const ending = /^image\/([a-z0-9]+)/.exec(file.type)?.[1]?.replace("jpeg", "jpg") ?? "png";
  return `${screenshot} ${day} ${time}.${ending}`;
}

/** The files of a paste, unless it is text that brings a picture of itself along. */
export function pastedFiles(data: Pick<DataTransfer, "files" | "types"> | null): File[] {
  return data && !data.types.includes("text/plain") ? [...data.files] : [];
}
