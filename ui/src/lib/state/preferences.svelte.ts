// The reader's settings: applied at once, saved by the shell, which also zooms and colours the window.
import { type Backend, isAppError, type SettingAdvice, type SettingLock, type SettingName, type Settings, type SettingsPatch } from "../api";

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
  #refused: () => void;
  #sent = 0;
  /** The change that is being saved. */
  #saving: Promise<unknown> = Promise.resolve();

  /** `failed` is told when a change could not be saved, `refused` when the organisation does not allow it. */
  constructor(start: Settings, backend: Pick<Backend, "updateSettings">, failed: () => void, refused: () => void = failed) {
    this.current = start;
    this.#backend = backend;
    this.#failed = failed;
    this.#refused = refused;
  }

  /** Who locked a setting; null where the reader may change it. */
  lockOf(setting: SettingName): SettingLock | null {
    return this.current.locked.find((lock) => lock.setting === setting) ?? null;
  }

  /** What the organisation recommends for a setting. */
  adviceOf(setting: SettingName): SettingAdvice | null {
    return this.current.recommended.find((advice) => advice.setting === setting) ?? null;
  }

  /** Applies a change now and saves it; a change that cannot be saved holds until the end, one that is locked never does. */
  async update(patch: SettingsPatch): Promise<void> {
    const before = this.current;
    if (before.locked.some(({ setting }) => setting in patch)) return this.#refused();
    this.current = { ...before, ...patch };
    const mine = (this.#sent += 1);
    const saving = this.#backend.updateSettings(patch);
    this.#saving = saving.catch(() => undefined);
    try {
      const saved = await saving;
      // An older answer would undo what was changed since.
      if (mine === this.#sent) this.current = saved;
    } catch (error) {
      if (!isAppError(error) || error.code !== "invalid") return this.#failed();
      if (mine === this.#sent) this.current = before;
      this.#refused();
    }
  }

  /** Gives up the reader's choice for what the organisation recommends. */
  async reset(setting: SettingName): Promise<void> {
    const mine = (this.#sent += 1);
    const saving = this.#backend.updateSettings({ reset: setting });
    this.#saving = saving.catch(() => undefined);
    try {
      const saved = await saving;
      if (mine === this.#sent) this.current = saved;
    } catch {
      this.#failed();
    }
  }

  /** Asks for what holds now; once more where the reader changed something meanwhile. The answer is to be adopted at once. */
  async renewed<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      await this.#saving;
      const before = this.#sent;
      const answer = await ask();
      if (before === this.#sent) return answer;
    }
  }

  /** Takes over what the program says holds now. */
  adopt(settings: Settings): void {
    this.#sent += 1;
    this.current = settings;
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
