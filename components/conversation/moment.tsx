"use client";
import { useFormat } from "@/components/ui/use-format";

interface MomentProps {
  at: Date;
  /** With the hour also when it is not today. */
  exact?: boolean;
  className?: string;
}

/** A time as people say it, the whole of it on hover. */
export function Moment({ at, exact, className }: MomentProps) {
  const format = useFormat();
  const [near, hour] = [format.listTime(at), format.clock(at)];
  return (
    <time dateTime={at.toISOString()} title={format.moment(at)} className={className}>
      {exact && near !== hour ? `${near} ${hour}` : near}
    </time>
  );
}
