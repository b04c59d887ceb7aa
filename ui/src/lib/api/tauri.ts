// The commands of the desktop shell. With ./index.ts, the only place that knows Tauri.
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { Backend } from "./backend";
import type { DiagnosisEvent, Target } from "./types";

export const tauriBackend: Backend = {
  boot: () => invoke("boot"),
  getCorpus: (language) => invoke("get_corpus", { language }),
  getFinder: (language, id) => invoke("get_finder", { language, id }),
  keepFinderProgress: (id, progress) => invoke("keep_finder_progress", { id, progress }),
  getArticle: (language, id) => invoke("get_article", { language, id }),
  search: (language, request) => invoke("search", { language, request }),
  foundWords: (language, id, query, exact) => invoke("found_words", { language, id, query, exact }),
  recentSearches: () => invoke("recent_searches"),
  rememberSearch: (query) => invoke("remember_search", { query }),
  forgetSearches: (query) => invoke("forget_searches", { query }),
  updateSettings: (patch) => invoke("update_settings", { patch }),
  keepPlace: (address) => invoke("keep_place", { address }),
  checkPolicy: () => invoke("check_policy"),
  getPolicy: (language) => invoke("get_policy", { language }),
  copyPolicy: () => invoke("copy_policy"),
  getKept: () => invoke("get_kept"),
  forgetKept: (kinds) => invoke("forget_kept", { kinds }),
  getDetails: () => invoke("get_details"),
  openFolder: (name) => invoke("open_folder", { name }),
  setBookmark: (id, bookmarked) => invoke("set_bookmark", { id, bookmarked }),
  listBookmarks: (language) => invoke("list_bookmarks", { language }),
  getSupport: () => invoke("get_support"),
  newDraft: (kind, subject, context) => invoke("new_draft", { kind, subject, context }),
  getDraft: (id) => invoke("get_draft", { id }),
  saveDraft: (id, values) => invoke("save_draft", { id, values }),
  setContext: (draft, lines) => invoke("set_context", { draft, lines }),
  getPerson: () => invoke("get_person"),
  setPerson: (person) => invoke("set_person", { person }),
  forgetPerson: (draft) => invoke("forget_person", { draft }),
  deleteDraft: (id) => invoke("delete_draft", { id }),
  // The bytes are the whole message, so that megabytes do not become text; what belongs to them goes beside them.
  attachFile: (draft, name, bytes) => invoke("attach_file", bytes, { headers: { draft: String(draft), name: encodeURIComponent(name) } }),
  attachmentPicture: (draft, attachment) => invoke("attachment_picture", { draft, attachment }),
  editAttachment: (draft, attachment, edits) => invoke("edit_attachment", { draft, attachment, edits }),
  detachFile: (draft, attachment) => invoke("detach_file", { draft, attachment }),
  previewRequest: (draft) => invoke("preview_request", { draft }),
  sendRequest: (draft, seen, transport) => invoke("send_request", { draft, seen, transport }),
  retryRequest: (id, transport) => invoke("retry_request", { id, transport }),
  cancelRequest: (id) => invoke("cancel_request", { id }),
  editRequest: (id) => invoke("edit_request", { id }),
  forgetRequest: (id) => invoke("forget_request", { id }),
  examine: (run, scope, tell) => invoke("examine", { run, scope, events: new Channel<DiagnosisEvent>(tell) }),
  stopExamining: (run) => invoke("stop_examining", { run }),
  getCrashReport: () => invoke("get_crash_report"),
  setDiagnostics: (draft, lines) => invoke("set_diagnostics", { draft, lines }),
  settleRequest: (id) => invoke("settle_request", { id }),
  exportRequest: (id) => invoke("export_request", { id }),
  getSignIn: () => invoke("get_sign_in"),
  signIn: (user, password, kept) => invoke("sign_in", { user, password, kept }),
  forgetSignIn: () => invoke("forget_sign_in"),
  copyText: (text) => invoke("copy_text", { text }),
  copyAbout: () => invoke("copy_about"),
  openExternal: (url) => invoke("open_external", { url }),
  printPage: () => invoke("print_page"),
  toggleFullScreen: () => invoke("toggle_full_screen"),
  windowReady: () => invoke("window_ready"),
  onClosing: async (save) => {
    await listen("closing", () => void save().finally(() => invoke("close_window")));
  },
  onTarget: async (show) => {
    await listen<Target>("target", (event) => show(event.payload));
  },
  onPolicyChanged: async (changed) => {
    await listen("policy-changed", changed);
  },
  onAutostartFailed: async (failed) => {
    await listen("autostart-failed", failed);
  },
  onSupportChanged: async (changed) => {
    await listen("support-changed", changed);
  },
};
