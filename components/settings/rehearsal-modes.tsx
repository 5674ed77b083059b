"use client";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";

/** With names, or without knowing whose answer is whose. */
export function RehearsalModes({ isBlind }: { isBlind: boolean }) {
  const t = useTranslations("model.rehearsal");
  const router = useRouter();
  const path = usePathname();
  return (
    <div className="justify-self-start">
      <Segmented
        label={t("mode")}
        value={isBlind ? "blind" : "open"}
        options={[
          { value: "open", label: t("open") },
          { value: "blind", label: t("blind") },
        ]}
        onChange={(mode) => router.replace(mode === "blind" ? `${path}?blind=1` : path)}
      />
    </div>
  );
}
