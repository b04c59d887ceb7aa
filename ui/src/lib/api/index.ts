// The one door to the backend: its types and the backend in use.
import type { Backend } from "./backend";
import { tauriBackend } from "./tauri";
import type { AppError, Boot } from "./types";

export type * from "./types";
export type { Backend };

declare global {
  interface Window {
    /** Put there by the shell before any script of the page runs. */
    __EXPRESS_HELP__?: Boot;
    __TAURI_INTERNALS__?: unknown;
  }
}

/** Connects to the shell; under Vite's development server without a shell, to invented data. */
export async function connectBackend(): Promise<Backend> {
  if (import.meta.env.DEV && !window.__TAURI_INTERNALS__) {
    return (await import("./mock")).mockBackend;
  }
  return tauriBackend;
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === "object" && error !== null && "code" in error && "message" in error;
}
