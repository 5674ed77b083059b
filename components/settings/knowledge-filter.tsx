"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { ArticleState } from "@/db/queries/article-list";

const STATES = ["published", "changed", "draft", "archived"] as const;
const WAIT_MS = 250;

interface KnowledgeFilterProps {
  text: string;
  state: ArticleState | "all";
}

/** What is looked for lives in the address; typing waits a moment before it asks. */
export function KnowledgeFilter({ text: first, state }: KnowledgeFilterProps) {
  const t = useTranslations("model.knowledge");
  const router = useRouter();
  const pathname = usePathname();
  const [text, setText] = useState(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (asked: KnowledgeFilterProps) => {
    const query = new URLSearchParams();
    if (asked.text.trim()) query.set("q", asked.text.trim());
    if (asked.state !== "all") query.set("state", asked.state);
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => look({ text: typed, state }), WAIT_MS);
  };
  const options = [
    { value: "all" as const, label: t("all") },
    ...STATES.map((value) => ({ value, label: t(`states.${value}`) })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Input
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={text}
        onChange={(event) => type(event.target.value)}
        className="max-w-72 max-sm:max-w-none"
      />
      <div className="min-w-0 overflow-x-auto">
        <Segmented
          label={t("filter")}
          options={options}
          value={state}
          onChange={(chosen) => look({ text, state: chosen })}
        />
      </div>
    </div>
  );
}
