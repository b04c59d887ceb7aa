// Signing in to the mail server. The password is kept here only until it was handed over.
import { isAppError, type SecretKept, type SignInView } from "../api";

interface SignInBackend {
  askToSignIn(): Promise<SignInView>;
  signIn(user: string, password: string, kept: SecretKept): Promise<SecretKept>;
}

/** What is missing or went wrong, by the key of its words. */
export type Trouble = "" | "sign-in-incomplete" | "sign-in-failed" | "sign-in-unasked";

export class SignInSession {
  view = $state.raw<SignInView | null>(null);
  user = $state("");
  password = $state("");
  remember = $state(false);
  trouble = $state<Trouble>("");
  busy = $state(false);
  #backend: SignInBackend;

  constructor(backend: SignInBackend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.view = await this.#backend.askToSignIn();
      this.user = this.view.user ?? this.user;
    } catch {
      this.trouble = "sign-in-unasked";
    }
  }

  /** Gives where name and password are now; null when they were not taken. */
  async submit(): Promise<SecretKept | null> {
    if (this.busy) return null;
    if (this.user.trim() === "" || this.password === "") {
      this.trouble = "sign-in-incomplete";
      return null;
    }
    this.busy = true;
    this.trouble = "";
    try {
      return await this.#backend.signIn(this.user, this.password, this.remember && this.view?.keyring ? "keyring" : "run");
    } catch (error) {
      this.trouble = isAppError(error) && error.code === "invalid" ? "sign-in-incomplete" : "sign-in-failed";
      return null;
    } finally {
      this.password = "";
      this.busy = false;
    }
  }
}
