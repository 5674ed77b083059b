import type { Upload } from "@/db/queries/uploads";
import type { Recipient } from "@/db/schema";
import type { ChosenTemplate } from "./template-fields";

export interface FirstWritten {
  channelId: number | undefined;
  /** As it stands in the field. */
  to: string;
  /** Once it was chosen, or the field was left. */
  recipient: Recipient | undefined;
  subject: string;
  text: string;
  template: ChosenTemplate | undefined;
  uploads: Upload[];
}

const EMPTY: FirstWritten = {
  ...{ channelId: undefined, to: "", recipient: undefined, subject: "", text: "" },
  ...{ template: undefined, uploads: [] },
};

// What was begun outlives the dialog, until it is sent or the page goes.
let begun = EMPTY;

export const recallFirst = (): FirstWritten => begun;

export function rememberFirst(patch: Partial<FirstWritten>): FirstWritten {
  begun = { ...begun, ...patch };
  return begun;
}

export function forgetFirst(): void {
  begun = EMPTY;
}

/** Nothing worth keeping was written yet. */
export const isUnwritten = ({ to, subject, text, uploads }: FirstWritten): boolean =>
  ![to, subject, text].some((words) => words.trim()) && uploads.length === 0;
