// Everything that went wrong unexpectedly, collected for tests and shown to the reader.

declare global {
  interface Window {
    __errors: string[];
  }
}

/** Collects errors from now on; each is also told to `report`. */
export function collectErrors(report: (message: string) => void): void {
  window.__errors ??= [];
  const note = (message: string) => {
    window.__errors.push(message);
    report(message);
  };
  window.addEventListener("error", (event) => {
    // The browser's own remark about layout, without consequence.
    if (!event.message.startsWith("ResizeObserver loop")) note(event.message);
  });
  window.addEventListener("unhandledrejection", (event) => note(describeError(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => {
    window.__errors.push(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

export function describeError(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}
