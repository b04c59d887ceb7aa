// Short messages at the foot of the window; they leave by themselves.

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "problem";
}

const SHOWN = 3;

export class Toasts {
  list = $state.raw<Toast[]>([]);
  #next = 0;

  say(text: string): void {
    this.#add(text, "plain", 4000);
  }

  /** A problem stays long enough to be read twice. */
  warn(text: string): void {
    this.#add(text, "problem", 10_000);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(text: string, tone: Toast["tone"], stay: number): void {
    const id = (this.#next += 1);
    // Plain words give way to newer ones, problems stand until they are read.
    const others = this.list.filter((toast) => toast.tone === "problem" && toast.text !== text);
    this.list = [...others, { id, text, tone }].slice(-SHOWN);
    setTimeout(() => this.dismiss(id), stay);
  }
}
