import { CopyButton } from "./copy-button";

/** Code to paste elsewhere, as it is; long lines scroll. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="relative min-w-0 rounded-card border border-border bg-pane">
      <figcaption className="flex items-center justify-between border-b border-border py-0.5 pr-0.5 pl-3">
        <span className="text-meta font-medium text-subtle-foreground">{label}</span>
        <CopyButton text={code} what={label} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre tabIndex={0} className="max-h-90 overflow-auto p-3 font-mono text-meta">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
