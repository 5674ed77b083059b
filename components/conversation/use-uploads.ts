"use client";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Upload } from "@/db/queries/uploads";
import type { Source } from "@/db/schema";
import { sendFile } from "./send-file";
import { useFileRefusal } from "./use-file-refusal";

export interface ShownUpload {
  key: string;
  name: string;
  type: string;
  size: number;
  /** How much of it has arrived, from 0 to 1. */
  share: number;
  id?: number;
  /** Why it was not taken. */
  refusal?: string;
}

export interface Uploads {
  list: ShownUpload[];
  /** Those that have arrived. */
  ready: Upload[];
  isBusy: boolean;
  bytes: number;
  add: (files: File[]) => void;
  remove: (key: string) => void;
  /** Shows these instead, which the server has. */
  put: (uploads: Upload[]) => void;
}

const stored = (upload: Upload): ShownUpload => ({ ...upload, key: `stored-${upload.id}`, share: 1 });

interface UploadsUse {
  /** The channel that will carry them. */
  source: Source;
  onChange: (ready: Upload[]) => void;
  forget: (id: number) => void;
}

/** The files of one answer; `onChange` hears of every one that is there or gone. */
export function useUploads(initial: Upload[], { source, onChange, forget }: UploadsUse): Uploads {
  const t = useTranslations("inbox.composer");
  const refusalOf = useFileRefusal(source);
  const [list, setList] = useState(() => initial.map(stored));
  const latest = useRef(list);
  const requests = useRef(new Map<string, AbortController>());
  const show = (next: ShownUpload[]) => {
    latest.current = next;
    setList(next);
  };
  const change = (key: string, patch: Partial<ShownUpload>) =>
    show(latest.current.map((upload) => (upload.key === key ? { ...upload, ...patch } : upload)));

  const start = async (key: string, file: File) => {
    const abort = new AbortController();
    requests.current.set(key, abort);
    const answer = await sendFile(file, {
      signal: abort.signal,
      onProgress: (share) => change(key, { share }),
    });
    requests.current.delete(key);
    if (abort.signal.aborted) {
      if (answer.ok) forget(answer.upload.id);
      return;
    }
    if (!answer.ok) return change(key, { refusal: answer.message || t("uploadFailed", { name: file.name }) });
    change(key, { ...answer.upload, share: 1 });
    onChange(readyOf(latest.current));
  };
  const add = (files: File[]) => {
    for (const file of files) {
      const key = crypto.randomUUID();
      const shown = { key, name: file.name, type: file.type, size: file.size, share: 0 };
      const refusal = refusalOf(file, latest.current);
      show([...latest.current, refusal ? { ...shown, refusal } : shown]);
      if (!refusal) void start(key, file);
    }
  };
  const remove = (key: string) => {
    const gone = latest.current.find((upload) => upload.key === key);
    requests.current.get(key)?.abort();
    show(latest.current.filter((upload) => upload.key !== key));
    if (gone?.id === undefined) return;
    onChange(readyOf(latest.current));
    forget(gone.id);
  };
  return {
    list,
    ready: readyOf(list),
    isBusy: list.some(({ id, refusal }) => id === undefined && !refusal),
    bytes: bytesOf(list),
    add,
    remove,
    put: (uploads) => show(uploads.map(stored)),
  };
}

const readyOf = (list: ShownUpload[]): Upload[] =>
  list.flatMap(({ id, name, type, size }) => (id === undefined ? [] : [{ id, name, type, size }]));

const bytesOf = (list: ShownUpload[]): number =>
  list.reduce((sum, { size, refusal }) => (refusal ? sum : sum + size), 0);
