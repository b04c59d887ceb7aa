// What is said about a request, and what can be done with it.
import type { RequestEntry, RequestStatus, TransportKind, TransportView } from "../api";
import type { Said } from "./form";

export type Tone = "plain" | "ok" | "problem";
export type Action = "sign-in" | "retry" | "open" | "settle" | "edit" | "export" | "cancel" | "forget";

interface Stand {
  tone: Tone;
  actions: Action[];
  /** Whether it may take another way now. */
  rerouted: boolean;
}

/** While an attempt is made nothing can be done about it but to keep a copy. */
const STANDS: Record<RequestStatus, Stand> = {
  waiting: { tone: "plain", actions: ["retry", "edit", "export", "cancel"], rerouted: true },
  sending: { tone: "plain", actions: ["export"], rerouted: false },
  sent: { tone: "ok", actions: ["export", "forget"], rerouted: false },
  prepared: { tone: "plain", actions: ["settle", "open", "edit", "export", "forget"], rerouted: true },
  failed: { tone: "problem", actions: ["retry", "edit", "export", "forget"], rerouted: true },
  unknown: { tone: "problem", actions: ["settle", "retry", "edit", "export", "forget"], rerouted: true },
  cancelled: { tone: "plain", actions: ["edit", "export", "forget"], rerouted: false },
};

export const STATUSES = Object.keys(STANDS) as RequestStatus[];

export function standOf(status: RequestStatus): Stand {
  return STANDS[status];
}

/** What can be done about a request now, the first thing first. */
export function actionsOf(request: Pick<RequestEntry, "status" | "reason" | "transport" | "exportable">): Action[] {
  const actions = STANDS[request.status].actions.filter((action) => action !== "export" || request.exportable);
  return wantsSignIn(request) ? ["sign-in", ...actions] : actions;
}

/** The words on the button of an action. */
export function actionSaid(action: Action, status: RequestStatus): Said {
  return { key: action === "settle" ? `request-settle-${status}` : `request-action-${action}` };
}

/** Whether it failed for want of a name and password that the server takes. */
function wantsSignIn({ status, reason, transport }: Pick<RequestEntry, "status" | "reason" | "transport">): boolean {
  return status === "failed" && transport === "smtp" && (reason === "secret-missing" || reason === "sign-in-refused");
}

/** Whether somebody has to look at it: nothing will happen by itself. */
export function isTrouble({ status }: Pick<RequestEntry, "status">): boolean {
  return STANDS[status].tone === "problem";
}

/** `sent` means another thing where a file was saved: somebody still has to take it along. */
export function statusSaid({ status, transport }: Pick<RequestEntry, "status" | "transport">): Said {
  return { key: status === "sent" && transport === "file" ? "request-saved" : `request-${status}` };
}

/** Every cause that the program names; each has its words in `reason-…`. */
export const REASONS = [
  "network-forbidden",
  "misconfigured",
  "address-missing",
  "name-not-found",
  "unreachable",
  "timed-out",
  "connection-lost",
  "not-understood",
  "certificate-refused",
  "trust-unavailable",
  "encryption-refused",
  "secret-missing",
  "secret-unprotected",
  "sign-in-refused",
  "try-later",
  "refused",
  "unwritable",
  "cannot-write",
  "disk-full",
  "program-ended",
];

/** Why the last attempt failed and what to do; a request that is done has no reason to give. */
export function reasonSaid({ status, reason }: Pick<RequestEntry, "status" | "reason">): Said | null {
  if (status !== "failed" && !(status === "waiting" && reason)) return null;
  return { key: reason && REASONS.includes(reason) ? `reason-${reason}` : "reason-unknown" };
}

/** The ways it could take instead. */
export function otherWays(request: RequestEntry, transports: TransportView[]): TransportKind[] {
  if (!standOf(request.status).rerouted) return [];
  return transports.map(({ kind }) => kind).filter((kind) => kind !== request.transport);
}

/** What follows from the state, where the state alone does not say it. */
export function noteSaid({ status, transport, reason }: Pick<RequestEntry, "status" | "transport" | "reason">): Said | null {
  if (status === "prepared" || status === "unknown") return { key: `request-${status}-text` };
  if (status === "sent" && transport === "file") return { key: "request-saved-text" };
  return status === "waiting" && reason && transport === "smtp" ? { key: "request-waiting-text" } : null;
}

/** What is said once a request was handed over. */
export function handedOver({ status, transport }: Pick<RequestEntry, "status" | "transport">): Said {
  if (status === "failed" || status === "unknown") return { key: `handed-${status}` };
  if (status === "waiting" || status === "sending") return { key: "handed-waiting" };
  return { key: transport === "file" ? "handed-saved" : status === "prepared" ? "handed-prepared" : "handed-sent" };
}

export function isUnderWay({ status }: Pick<RequestEntry, "status">): boolean {
  return status === "waiting" || status === "sending";
}
