"use client";
import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect } from "react";
import { useTranslations } from "use-intl";
import { usePane } from "./pane-context";
import type { Writing } from "./use-composer";
import { useProposal } from "./use-proposal";

/** The text; as high as what is written, up to 40 % of the screen. */
export function Editor({ id, writing }: { id: string; writing: Writing }) {
  const t = useTranslations("inbox.composer");
  const { panel, channel } = usePane();
  const { insert } = useProposal();
  const { mode, text, setText, send, field, uploads } = writing;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows what is written
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [text, mode, field]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return field.current?.blur();
    if (event.key.toLowerCase() === "y" && event.shiftKey && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return insert?.();
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send({ resolve: event.shiftKey });
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || mode === "note" || channel.source === "sms") return;
    event.preventDefault();
    uploads.add(files);
  };
  return (
    <textarea
      id={id}
      ref={field}
      rows={2}
      value={text}
      aria-label={mode === "note" ? t("noteText") : t("replyText")}
      placeholder={mode === "note" ? t("notePlaceholder") : t("replyTo", { name: panel.customer.name })}
      onChange={(event) => setText(event.target.value)}
      onBlur={writing.saveNow}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      className="block max-h-[40dvh] min-h-14 w-full resize-none overflow-y-auto bg-transparent px-3 py-1.5 text-letter outline-none max-md:min-h-24"
    />
  );
}
