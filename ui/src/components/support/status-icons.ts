// The icons of the states of a request; the words stand beside them.
import Ban from "@lucide/svelte/icons/ban";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleQuestionMark from "@lucide/svelte/icons/circle-question-mark";
import Clock from "@lucide/svelte/icons/clock";
import Folder from "@lucide/svelte/icons/folder";
import Mail from "@lucide/svelte/icons/mail";
import Send from "@lucide/svelte/icons/send";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { RequestEntry } from "../../lib/api";

const ICONS: Record<RequestEntry["status"], typeof Clock> = {
  waiting: Clock,
  sending: Send,
  sent: CircleCheck,
  prepared: Mail,
  failed: TriangleAlert,
  unknown: CircleQuestionMark,
  cancelled: Ban,
};

export function statusIcon({ status, transport }: RequestEntry): typeof Clock {
  return status === "sent" && transport === "file" ? Folder : ICONS[status];
}
