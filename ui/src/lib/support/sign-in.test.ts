import { expect, it, vi } from "vitest";
import type { SecretKept } from "../api";
import { SignInSession } from "./sign-in.svelte";

function session(keyring: boolean, kept: SecretKept | { code: string }) {
  const signIn = vi.fn(async () => {
    if (typeof kept === "object") throw { message: "", details: null, ...kept };
    return kept;
  });
  return { signIn, session: new SignInSession({ askToSignIn: async () => ({ host: "mail.example.com", user: "ivanov", keyring, kept: null }), signIn }) };
}

it.each([
  [true, true, "keyring"],
  [true, false, "run"],
  [false, true, "run"],
] as const)("keyring %s, remember %s: asks for %s", async (keyring, remember, kept) => {
  const { session: one, signIn } = session(keyring, "run");
  await one.load();
  expect(one.user).toBe("ivanov");
  one.password = "correct horse";
  one.remember = remember;
  expect(await one.submit()).toBe("run");
  expect(signIn).toHaveBeenCalledWith("ivanov", "correct horse", kept);
  expect(one.password).toBe("");
});

it("asks for both, and says why it did not work", async () => {
  const { session: one, signIn } = session(true, { code: "store" });
  await one.load();
  expect([await one.submit(), one.trouble, signIn.mock.calls.length]).toEqual([null, "sign-in-incomplete", 0]);
  one.password = "x";
  expect([await one.submit(), one.trouble, one.password, one.busy]).toEqual([null, "sign-in-failed", "", false]);
  const broken = new SignInSession({ askToSignIn: async () => Promise.reject(new Error()), signIn });
  await broken.load();
  expect(broken.trouble).toBe("sign-in-unasked");
});
