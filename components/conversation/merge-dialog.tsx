"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FoundCustomer } from "@/lib/customers/find-customers";
import { usePane } from "./pane-context";
import { useMerge } from "./use-merge";

/** Chooses the customer who is the same person as the open one. */
export function MergeDialog({ close }: { close: () => void }) {
  const t = useTranslations("inbox.customer.merge");
  const common = useTranslations("common");
  const { panel } = usePane();
  const { merge } = useMerge();
  const [text, setText] = useState("");
  const { customers, isAsked } = useCustomers(text.trim());
  const choose = (customer: FoundCustomer) => {
    close();
    merge(customer);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("title", { name: panel.customer.name })}
      description={t("hint")}
      actions={
        <DialogClose>
          <Button>{common("cancel")}</Button>
        </DialogClose>
      }
    >
      <Field label={t("find")}>
        {(wiring) => (
          <Input
            {...wiring}
            autoFocus
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <ul className="mt-2 max-h-72 min-h-8 overflow-y-auto">
        {customers.map((customer) => (
          <li key={customer.customerId}>
            <button
              type="button"
              onClick={() => choose(customer)}
              className="flex min-h-8 w-full items-center gap-2 rounded-small px-2 text-left hover:bg-accent max-md:min-h-11"
            >
              <span className="min-w-0 truncate">
                {customer.name} <span className="text-subtle-foreground">{customer.organization}</span>
              </span>
              <span className="ml-auto min-w-0 truncate text-meta text-subtle-foreground">
                {customer.shownAddress}
              </span>
            </button>
          </li>
        ))}
        {isAsked && customers.length === 0 && (
          <li className="px-2 py-1.5 text-subtle-foreground">{t("none")}</li>
        )}
      </ul>
    </Dialog>
  );
}

function useCustomers(text: string) {
  const { panel, acts } = usePane();
  const exceptId = panel.customer.id;
  const isAsked = text.length > 1;
  const { data, isFetched } = useQuery({
    queryKey: ["customers", exceptId, text],
    enabled: isAsked,
    placeholderData: (before) => before,
    queryFn: async () => {
      const answer = await acts.findCustomers({ exceptId, text });
      return answer.ok ? answer.value : [];
    },
  });
  return { customers: isAsked ? (data ?? []) : [], isAsked: isAsked && isFetched };
}
