"use client";
import { OctagonPause } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useFormat } from "@/components/ui/use-format";
import { useDesk } from "./desk-context";

/** Above the list, for everybody, while nothing is sent by machine; who may resume is led to where it is asked again. */
export function StopBar() {
  const t = useTranslations("model.stop");
  const format = useFormat();
  const { sidebar, mayManage } = useDesk();
  const { stop } = sidebar;
  return (
    <div role="status">
      {stop && (
        <p className="flex min-h-9 flex-wrap items-center gap-x-2 border-b border-border bg-muted px-3 py-1 text-muted-foreground">
          <OctagonPause aria-hidden />
          <span className="min-w-0 flex-1 wrap-anywhere">
            {t("bar", { by: stop.by ?? "–", time: format.listTime(new Date(stop.at)) })}
          </span>
          {mayManage && (
            <Link href="/inbox/settings/model#stop" className="touchable font-medium underline">
              {t("resume")}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}
