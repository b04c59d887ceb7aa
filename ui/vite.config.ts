import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { staticIcons } from "./static-icons";

/** The window's script, and the one that loads it later on a page that was drawn ahead; first-screens.mjs names that one. */
const window = {
  input: ["index.html", "src/later.ts"],
  output: { entryFileNames: (entry: { name: string }) => (entry.name === "later" ? "assets/later.js" : "assets/[name]-[hash].js") },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [staticIcons(), svelte()],
  // The page is served from the program's own origin, at its root.
  base: "/",
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    outDir: "dist",
    target: ["es2022", "safari16"],
    // The CSP allows fonts and pictures from 'self' only, so nothing may become a data: address.
    assetsInlineLimit: 0,
    // The polyfill fetches modules, which connect-src forbids; every web view of ours preloads by itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: isSsrBuild ? {} : window,
  },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
}));
