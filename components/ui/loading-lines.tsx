interface LoadingLinesProps {
  /** Read by a screen reader; nothing is shown before 300 ms. */
  label: string;
  /** The width of each line in percent, in the geometry of what will come. */
  widths: readonly number[];
}

export function LoadingLines({ label, widths }: LoadingLinesProps) {
  return (
    <div role="status" aria-label={label} className="late grid gap-2">
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity and never move
        <div key={index} className="h-3 rounded-cap bg-accent" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
