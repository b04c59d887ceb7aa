// What is said about a request, and what can be done with it.
import type { RequestEntry, RequestStatus, TransportKind, TransportView } from "../api";
import type { Said } from "./form";

export type Tone = "plain" | "ok" | "problem";
export type Action = "retry" | "open" | "edit" | "cancel" | "forget";

interface Stand {
  tone: Tone;
  actions: Action[];
  /** Whether it may take another way now. */
  rerouted: boolean;
}

/** While an attempt is made nothing can be done about it. */
const STANDS: Record<RequestStatus, Stand> = {
  waiting: { tone: "plain", actions: ["retry", "edit", "cancel"], rerouted: true },
  sending: { tone: "plain", actions: [], rerouted: false },
  sent: { tone: "ok", actions: ["forget"], rerouted: false },
  prepared: { tone: "plain", actions: ["open", "edit", "forget"], rerouted: true },
  failed: { tone: "problem", actions: ["retry", "edit", "forget"], rerouted: true },
  cancelled: { tone: "plain", actions: ["edit", "forget"], rerouted: false },
};

export const STATUSES = Object.keys(STANDS) as RequestStatus[];

export function standOf(status: RequestStatus): Stand {
  return STANDS[status];
}

/** `sent` means another thing where a file was saved: somebody still has to take it along. */
export function statusSaid({ status, transport }: Pick<RequestEntry, "status" | "transport">): Said {
  return { key: status === "sent" && transport === "file" ? "request-saved" : `request-${status}` };
}

/** Every cause that the program names; each has its words in `reason-…`. */
export const REASONS = [
  "network-forbidden",
  "misconfigured",
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

/** What is said once a request was handed over. */
export function handedOver({ status, transport }: Pick<RequestEntry, "status" | "transport">): Said {
  if (status === "failed") return { key: "handed-failed" };
  if (status === "waiting" || status === "sending") return { key: "handed-waiting" };
  return { key: transport === "file" ? "handed-saved" : status === "prepared" ? "handed-prepared" : "handed-sent" };
}

export function isUnderWay({ status }: Pick<RequestEntry, "status">): boolean {
  return status === "waiting" || status === "sending";
}
