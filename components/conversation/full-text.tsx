"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { LoadingLines } from "@/components/ui/loading-lines";
import { usePane } from "./pane-context";
import { PlainText } from "./plain-text";
import { QuotePill } from "./quote-pill";

/** Everything a message says, read when it is asked for. */
export function FullText({ messageId, fold }: { messageId: number; fold: () => void }) {
  const t = useTranslations("inbox.thread");
  const { acts } = usePane();
  const { data } = useQuery({
    queryKey: ["full-text", messageId],
    queryFn: () => acts.showFullText({ messageId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return <LoadingLines label={t("loading")} widths={[80, 95, 60]} />;
  return (
    <>
      {data.ok ? <PlainText text={data.value} quotes /> : <p className="text-destructive">{data.message}</p>}
      <QuotePill expanded onClick={fold} />
    </>
  );
}
