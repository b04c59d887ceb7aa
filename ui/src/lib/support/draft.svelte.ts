// A draft while it is written. What is typed is kept here until the program has it, also when the page is left meanwhile.
import { type AttachmentView, type Backend, type DraftView, type Edits, type FieldProblem, type FieldView, isAppError, type PreviewView } from "../api";
import { DraftLines, type DraftLinesBackend } from "../diagnosis/draft-lines.svelte";
import { Autosave } from "./autosave.svelte";
import { refusal, sortFiles } from "./files";
import { hintsFor, shownFields, SUBJECT, type Values } from "./form";

type DraftBackend = Pick<
  Backend,
  "saveDraft" | "setContext" | "forgetPerson" | "attachFile" | "attachmentPicture" | "editAttachment" | "detachFile" | "previewRequest"
> &
  DraftLinesBackend;

/** What came of asking for the preview: it is there, fields have to be mended first, or the draft could not be saved. */
export type Prepared = "ready" | "problems" | "unsaved";

export class DraftSession {
  readonly id: number;
  form = $state.raw() as DraftView["form"];
  values = $state.raw<Values>({});
  context = $state.raw<string[]>([]);
  attachments = $state.raw<AttachmentView[]>([]);
  /** Whether pictures may be attached. */
  pictures = $state(true);
  /** Fields filled in from an earlier request and not changed since. */
  filled = $state.raw<string[]>([]);
  /** What keeps the draft from being sent. */
  problems = $state.raw<FieldProblem[]>([]);
  /** Why files were not attached. */
  refused = $state.raw<FieldProblem[]>([]);
  preview = $state.raw<PreviewView | null>(null);
  /** Files are being handed over. */
  attaching = $state(0);
  /** The person changed something: until then the draft may go as it came. */
  touched = $state(false);
  readonly diagnostics: DraftLines;
  readonly autosave: Autosave;
  #backend: DraftBackend;

  constructor(view: DraftView, backend: DraftBackend) {
    this.id = view.id;
    this.#backend = backend;
    this.values = { ...view.values };
    this.filled = view.filled;
    this.diagnostics = new DraftLines(view.diagnostics, backend);
    this.autosave = new Autosave(async () => {
      await backend.saveDraft(this.id, this.values);
      await this.diagnostics.save(this.id);
    });
    this.diagnostics.onChange = (wish) => {
      if (wish === "person") this.touched = true;
      this.autosave.changed();
    };
    this.adopt(view);
  }

  /** Takes what only the program knows; what was typed here is newer. */
  adopt({ form, context, attachments, pictures, diagnostics }: DraftView): void {
    this.diagnostics.adopt(diagnostics);
    this.form = form;
    this.context = context;
    this.attachments = attachments;
    this.pictures = pictures;
  }

  /** Takes what policy says of the form; files, lines and what was typed stay. */
  refit({ form, pictures, diagnostics }: DraftView): void {
    this.diagnostics.adopt(diagnostics);
    this.form = form;
    this.pictures = pictures;
    this.problems = this.problems.filter(({ field }) => form.fields.some(({ id }) => id === field));
  }

  get fields(): FieldView[] {
    return shownFields(this.form, this.values);
  }

  get hints(): string[] {
    return hintsFor(this.form, this.values);
  }

  get subject(): string {
    return this.values[SUBJECT] ?? "";
  }

  set(field: string, value: string): void {
    if ((this.values[field] ?? "") === value) return;
    this.touched = true;
    this.values = { ...this.values, [field]: value };
    if (this.filled.includes(field)) this.filled = this.filled.filter((other) => other !== field);
    this.#mended(field);
    this.autosave.changed();
  }

  problemsOf(field: string): FieldProblem[] {
    return this.problems.filter((problem) => problem.field === field);
  }

  /** Attaches what the limits allow; a file that is too large is not even read. Gives the names attached. */
  async attach(files: File[], nameOf: (file: File) => string = ({ name }) => name): Promise<string[]> {
    const field = this.form.fields.find(({ kind }) => kind === "attachments");
    if (!field) return [];
    const { taken, problems } = sortFiles(files, this.attachments, this.form.limits, field.id, this.pictures ? "allowed" : "forbidden");
    this.refused = problems;
    const names: string[] = [];
    this.attaching += 1;
    this.touched = true;
    for (const file of taken) {
      const name = nameOf(file);
      try {
        // One by one, or megabytes of each would stand in memory at once.
        this.attachments = await this.#backend.attachFile(this.id, name, new Uint8Array(await file.arrayBuffer()));
        names.push(this.attachments.at(-1)?.name ?? name);
      } catch (error) {
        const reason = isAppError(error) ? refusal(error, this.form.limits) : { code: "file-unreadable", limit: null };
        this.refused = [...this.refused, { field: field.id, ...reason, name }];
      }
    }
    this.attaching -= 1;
    if (names.length > 0) this.#mended(field.id);
    return names;
  }

  picture(attachment: number): Promise<ArrayBuffer | Uint8Array<ArrayBuffer>> {
    return this.#backend.attachmentPicture(this.id, attachment);
  }

  /** Crops and covers a picture, which has another id then. Rejects when it is as it was. */
  async edit(attachment: number, edits: Edits): Promise<void> {
    this.attachments = await this.#backend.editAttachment(this.id, attachment, edits);
    this.touched = true;
    this.problems = this.problems.filter(({ code }) => !/file/.test(code));
  }

  /** Other lines about where the person came from. Rejects when they could not be saved. */
  async setContext(lines: string[]): Promise<void> {
    await this.#backend.setContext(this.id, lines);
    this.touched = true;
    this.context = lines;
  }

  /** Takes out what an earlier request filled in, and forgets it. Rejects when it is still known. */
  async clearFilled(): Promise<void> {
    await this.#backend.forgetPerson(this.id);
    for (const field of this.filled) this.set(field, "");
  }

  /** Rejects when the file is still attached. */
  async detach(attachment: number): Promise<void> {
    this.attachments = await this.#backend.detachFile(this.id, attachment);
    this.touched = true;
    this.refused = [];
    this.problems = this.problems.filter(({ code }) => !/file/.test(code));
  }

  /** Asks for what would leave the computer. Rejects when the program cannot say. */
  async prepare(): Promise<Prepared> {
    if (!(await this.autosave.flush())) return "unsaved";
    const preview = await this.#backend.previewRequest(this.id);
    this.problems = preview.problems;
    if (preview.problems.length > 0) return "problems";
    this.preview = preview;
    return "ready";
  }

  #mended(field: string): void {
    this.problems = this.problems.filter((problem) => problem.field !== field);
  }
}
