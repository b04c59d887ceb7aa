// The reader's settings: applied at once, saved by the shell, which also zooms and colours the window.
import type { Backend, Settings, SettingsPatch } from "../api";

export const ZOOM_MIN = 0.5;
export const ZOOM_MAX = 3;

export class Preferences {
  current = $state.raw<Settings>() as Settings;
  systemDark = $state(false);
  theme = $derived<"light" | "dark">(
    this.current.theme === "system" ? (this.systemDark ? "dark" : "light") : this.current.theme,
  );

  #backend: Pick<Backend, "updateSettings">;
  #failed: () => void;
  #sent = 0;

  constructor(start: Settings, backend: Pick<Backend, "updateSettings">, failed: () => void) {
    this.current = start;
    this.#backend = backend;
    this.#failed = failed;
  }

  /** Applies a change now and saves it; a change that cannot be saved holds until the end. */
  async update(patch: SettingsPatch): Promise<void> {
    this.current = { ...this.current, ...patch };
    const mine = (this.#sent += 1);
    try {
      const saved = await this.#backend.updateSettings(patch);
      // An older answer would undo what was changed since.
      if (mine === this.#sent) this.current = saved;
    } catch {
      this.#failed();
    }
  }

  zoomBy(steps: 1 | -1): Promise<void> {
    return this.update({ zoom: nextZoom(this.current.zoom, steps) });
  }
}

/** The zoom one step of 0.1 further, without the dust of binary fractions. */
export function nextZoom(zoom: number, steps: 1 | -1): number {
  const next = Math.round(zoom * 10 + steps) / 10;
  return Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, next));
}
