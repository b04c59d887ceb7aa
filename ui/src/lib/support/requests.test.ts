import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RequestEntry } from "../api";
import { format } from "../i18n/bundles";
import { handedOver, otherWays, REASONS, reasonSaid, standOf, STATUSES, statusSaid } from "./requests";

const request = (more: Partial<RequestEntry>): RequestEntry => ({
  id: "1", kind: "problem", subject: "", transport: "smtp", status: "failed", attempts: 1, reference: null, reason: null, detail: null, changedAt: 0, ...more,
});
const TRANSPORTS = (["smtp", "mailto", "file"] as const).map((kind) => ({ kind, destination: "" }));
const inWords = (key: string) => ["ru", "en"].map((language) => format(language as "ru" | "en", key, { count: 1 })).every((text) => text !== key);

describe("states", () => {
  it.each([
    ["waiting", "Ждёт отправки", "retry edit cancel"],
    ["sending", "Отправляется", ""],
    ["sent", "Отправлено", "forget"],
    ["prepared", "Подготовлено в почтовой программе", "open edit forget"],
    ["failed", "Не отправлено", "retry edit forget"],
    ["cancelled", "Отменено", "edit forget"],
  ] as const)("%s is «%s»", (status, words, actions) => {
    expect(format("ru", statusSaid(request({ status })).key)).toBe(words);
    expect(standOf(status).actions.join(" ")).toBe(actions);
    expect(standOf(status).actions.every((action) => inWords(`request-action-${action}`))).toBe(true);
    expect(inWords(handedOver(request({ status })).key)).toBe(true);
  });

  it("are all of them", () => {
    const declared = readFileSync("src/lib/api/generated/RequestStatus.ts", "utf8").match(/"(\w+)"/g)?.map((text) => text.slice(1, -1));
    expect(STATUSES).toEqual(declared);
  });

  it("call a request in a file saved, not sent", () => {
    expect(format("ru", statusSaid(request({ status: "sent", transport: "file" })).key)).toBe("Сохранено в файл");
    expect(format("ru", handedOver(request({ status: "sent", transport: "file" })).key)).toContain("сохранено в файл");
  });
});

describe("reasons", () => {
  it.each([...REASONS, "unknown"])("%s has words", (reason) => {
    expect(inWords(`reason-${reason}`)).toBe(true);
  });

  it.each([
    [{ status: "failed", reason: "disk-full" }, "reason-disk-full"],
    [{ status: "failed", reason: "newer-than-this-window" }, "reason-unknown"],
    [{ status: "failed", reason: null }, "reason-unknown"],
    [{ status: "waiting", reason: "unreachable" }, "reason-unreachable"],
    [{ status: "waiting", reason: null }, undefined],
    [{ status: "sent", reason: "unreachable" }, undefined],
  ] as const)("%o", (more, key) => {
    expect(reasonSaid(request(more))?.key).toBe(key);
  });
});

it("offers the other ways, where a request may take one", () => {
  expect(otherWays(request({}), TRANSPORTS)).toEqual(["mailto", "file"]);
  expect(otherWays(request({ status: "sending" }), TRANSPORTS)).toEqual([]);
  expect(otherWays(request({ transport: "file" }), [])).toEqual([]);
});
