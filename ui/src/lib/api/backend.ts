import type {
  ArticleView,
  AttachmentView,
  Bookmark,
  Boot,
  Corpus,
  Details,
  DiagnosisEvent,
  DiagnosisScope,
  DiagnosisView,
  DiagnosticsLine,
  DraftView,
  Edits,
  FinderProgress,
  FinderView,
  FolderName,
  KeptEntry,
  KeptKind,
  Language,
  Person,
  PolicyView,
  PreviewView,
  RequestKind,
  SearchRequest,
  SearchResponse,
  SecretKept,
  SentView,
  Settings,
  SettingsPatch,
  SignedInView,
  SignInView,
  SupportView,
  Target,
  TransportKind,
} from "./types";

/** What the window asks of the program: one method a command. Rejections are `AppError`. */
export interface Backend {
  boot(): Promise<Boot>;
  getCorpus(language: Language): Promise<Corpus>;
  getFinder(language: Language, id: string): Promise<FinderView>;
  keepFinderProgress(id: string, progress: FinderProgress): Promise<void>;
  getArticle(language: Language, id: string): Promise<ArticleView>;
  search(language: Language, request: SearchRequest): Promise<SearchResponse>;
  /** The words of an article that a query finds: lower case, е for ё. */
  foundWords(language: Language, id: string, query: string, exact: boolean): Promise<string[]>;
  /** Newest first; what changes them answers with all that are kept. */
  recentSearches(): Promise<string[]>;
  rememberSearch(query: string): Promise<string[]>;
  /** Without a query: all of them. */
  forgetSearches(query: string | null): Promise<string[]>;
  updateSettings(patch: SettingsPatch): Promise<Settings>;
  /** Where the reader is, for the next start; forgotten unless the settings ask for it. */
  keepPlace(address: string): Promise<void>;
  /** Has the program look for a change of what the organisation has set; `onPolicyChanged` tells of one. */
  checkPolicy(): Promise<void>;
  /** What the organisation has set, with the words of a language. Rejects where the organisation hides it. */
  getPolicy(language: Language): Promise<PolicyView>;
  /** Copies all of it as JSON. */
  copyPolicy(): Promise<void>;
  /** What is kept on this computer; forgetting answers with what is left. */
  getKept(): Promise<KeptEntry[]>;
  forgetKept(kinds: KeptKind[]): Promise<KeptEntry[]>;
  /** The web view's version and the program's folders. */
  getDetails(): Promise<Details>;
  /** Opens one of the program's folders in the file manager. */
  openFolder(name: FolderName): Promise<void>;
  setBookmark(id: string, bookmarked: boolean): Promise<Bookmark[]>;
  listBookmarks(language: Language): Promise<Bookmark[]>;
  /** The ways to support, drafts and requests; what changes the list answers with all of it. */
  getSupport(): Promise<SupportView>;
  newDraft(kind: RequestKind, subject: string, context: string[]): Promise<DraftView>;
  getDraft(id: number): Promise<DraftView>;
  saveDraft(id: number, values: Record<string, string>): Promise<void>;
  deleteDraft(id: number): Promise<SupportView>;
  /** Other lines about where the person came from. */
  setContext(draft: number, lines: string[]): Promise<void>;
  /** Who is filled into new drafts; setting it answers with what is kept. Rejects what is no address. */
  getPerson(): Promise<Person>;
  setPerson(person: Person): Promise<Person>;
  /** Forgets who asked before, and takes it out of this draft. */
  forgetPerson(draft: number): Promise<void>;
  /** What changes the attachments answers with all of the draft. */
  attachFile(draft: number, name: string, bytes: Uint8Array): Promise<AttachmentView[]>;
  attachmentPicture(draft: number, attachment: number): Promise<ArrayBuffer | Uint8Array<ArrayBuffer>>;
  /** The picture has another id then. */
  editAttachment(draft: number, attachment: number, edits: Edits): Promise<AttachmentView[]>;
  detachFile(draft: number, attachment: number): Promise<AttachmentView[]>;
  previewRequest(draft: number): Promise<PreviewView>;
  /** The draft becomes a request, if it still is the one that was seen: `PreviewView.request`. */
  sendRequest(draft: number, seen: string, transport: TransportKind): Promise<SentView>;
  /** Without a transport: the way it took before. */
  retryRequest(id: string, transport: TransportKind | null): Promise<SentView>;
  cancelRequest(id: string): Promise<SupportView>;
  /** The request becomes a draft again. */
  editRequest(id: string): Promise<DraftView>;
  forgetRequest(id: string): Promise<SupportView>;
  /** Looks at the machine and the network; the answer has everything that was told on the way. Ends one that runs. */
  examine(run: number, scope: DiagnosisScope, tell: (event: DiagnosisEvent) => void): Promise<DiagnosisView>;
  stopExamining(run: number): Promise<void>;
  /** The newest report of a crash, as it may go along with a draft. */
  getCrashReport(): Promise<DiagnosticsLine[]>;
  /** What goes along with a draft; nothing else of it is changed. */
  setDiagnostics(draft: number, lines: DiagnosticsLine[]): Promise<void>;
  /** The person says that it has arrived. */
  settleRequest(id: string): Promise<SupportView>;
  /** Saves a copy as a file and gives its path. */
  exportRequest(id: string): Promise<string>;
  getSignIn(): Promise<SignInView>;
  /** Name and password of the mail server; what failed for want of them is sent. */
  signIn(user: string, password: string, kept: SecretKept): Promise<SignedInView>;
  /** Forgets them. Rejects when the system's keyring does not. */
  forgetSignIn(): Promise<SignInView>;
  copyText(text: string): Promise<void>;
  /** Copies version, build, corpus date and system; gives back the copied text. */
  copyAbout(): Promise<string>;
  openExternal(url: string): Promise<void>;
  printPage(): Promise<void>;
  toggleFullScreen(): Promise<void>;
  /** Says that the first frame is painted; gives what a later start wished to see before. */
  windowReady(): Promise<Target | null>;
  /** Called when the window is being closed: it goes once the answer is there, and after a moment without one. */
  onClosing(save: () => Promise<unknown>): Promise<void>;
  /** Shows a target sent by the shell (second start, links of other programs). */
  onTarget(show: (target: Target) => void): Promise<void>;
  /** Tells that the organisation has changed what it sets: settings, forms and contacts may be others. */
  onPolicyChanged(changed: () => void): Promise<void>;
  /** Tells that the system does not follow the setting `autostart`. */
  onAutostartFailed(failed: () => void): Promise<void>;
  /** Tells that the state of a request has changed. */
  onSupportChanged(changed: () => void): Promise<void>;
}
