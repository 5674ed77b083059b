const END = 10;

/** A file name that loses its middle, never its end, when there is no room. */
export function MiddleName({ name }: { name: string }) {
  if (name.length <= 2 * END) return <span className="truncate">{name}</span>;
  return (
    <span className="flex min-w-0" title={name}>
      <span className="min-w-0 truncate">{name.slice(0, -END)}</span>
      <span className="shrink-0 whitespace-pre">{name.slice(-END)}</span>
    </span>
  );
}
