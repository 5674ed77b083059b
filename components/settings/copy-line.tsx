import { CopyButton } from "./copy-button";

/** Something to paste elsewhere, whole. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid gap-1">
      <p className="font-medium">{label}</p>
      <div className="flex items-center gap-1 rounded-button border border-border bg-pane py-0.5 pr-0.5 pl-2.5">
        <code className="min-w-0 flex-1 py-1 font-mono text-meta wrap-anywhere">{text}</code>
        <CopyButton text={text} what={label} />
      </div>
    </div>
  );
}
