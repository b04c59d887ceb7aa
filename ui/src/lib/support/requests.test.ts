import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RequestEntry } from "../api";
import { format } from "../i18n/bundles";
import { actionSaid, actionsOf, handedOver, isTrouble, noteSaid, otherWays, REASONS, reasonSaid, standOf, STATUSES, statusSaid } from "./requests";

const request = (more: Partial<RequestEntry>): RequestEntry => ({
  id: "1", kind: "problem", subject: "", transport: "smtp", status: "failed", attempts: 1, reference: null, reason: null, detail: null, exportable: true, changedAt: 0, ...more,
});
const TRANSPORTS = (["smtp", "mailto", "file"] as const).map((kind) => ({ kind, destination: "" }));
const inWords = (key: string) => ["ru", "en"].map((language) => format(language as "ru" | "en", key, { count: 1 })).every((text) => text !== key);

describe("states", () => {
  it.each([
    ["waiting", "Ждёт отправки", "retry edit export cancel"],
    ["sending", "Отправляется", "export"],
    ["sent", "Отправлено", "export forget"],
    ["prepared", "Подготовлено в почтовой программе", "settle open edit export forget"],
    ["failed", "Не отправлено", "retry edit export forget"],
    ["unknown", "Неизвестно, дошло ли", "settle retry edit export forget"],
    ["cancelled", "Отменено", "edit export forget"],
  ] as const)("%s is «%s»", (status, words, actions) => {
    expect(format("ru", statusSaid(request({ status })).key)).toBe(words);
    expect(actionsOf(request({ status })).join(" ")).toBe(actions);
    expect(standOf(status).actions.every((action) => inWords(actionSaid(action, status).key))).toBe(true);
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

it.each([
  [{ reason: "secret-missing" }, true],
  [{ reason: "sign-in-refused" }, true],
  [{ reason: "refused" }, false],
  [{ reason: "secret-missing", status: "waiting" }, false],
  [{ reason: "secret-missing", transport: "file" }, false],
] as const)("offers to sign in for %o: %s", (more, offered) => {
  expect(actionsOf(request(more))[0] === "sign-in").toBe(offered);
});

it("offers a copy only while there are all files", () => {
  expect(actionsOf(request({ status: "sent", exportable: false }))).toEqual(["forget"]);
});

it.each([
  [{ status: "prepared" }, "request-prepared-text"],
  [{ status: "unknown" }, "request-unknown-text"],
  [{ status: "sent", transport: "file" }, "request-saved-text"],
  [{ status: "waiting", reason: "unreachable" }, "request-waiting-text"],
  [{ status: "waiting" }, undefined],
  [{ status: "failed", reason: "refused" }, undefined],
] as const)("says what follows from %o", (more, key) => {
  expect(noteSaid(request(more))?.key).toBe(key);
  expect(key === undefined || inWords(key)).toBe(true);
});

it("counts as trouble what waits for the person", () => {
  expect(STATUSES.filter((status) => isTrouble({ status }))).toEqual(["failed", "unknown"]);
});

it("offers the other ways, where a request may take one", () => {
  expect(otherWays(request({}), TRANSPORTS)).toEqual(["mailto", "file"]);
  expect(otherWays(request({ status: "sending" }), TRANSPORTS)).toEqual([]);
  expect(otherWays(request({ transport: "file" }), [])).toEqual([]);
});
