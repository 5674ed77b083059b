"use client";
import { CalendarDays, Copy, type LucideIcon, Mail, MessageCircle, Phone } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { useFormat } from "@/components/ui/use-format";
import { usePane } from "./pane-context";
import { useCopy } from "./use-copy";

const ICONS: Record<"email" | "phone" | "whatsapp", LucideIcon> = {
  email: Mail,
  phone: Phone,
  whatsapp: MessageCircle,
};

export function CustomerIdentity() {
  const t = useTranslations("inbox.customer");
  const format = useFormat();
  const { panel } = usePane();
  const { customer, addresses, firstSeenAt } = panel;
  return (
    <>
      <div className="flex items-center gap-3">
        <Avatar name={customer.name} size="large" />
        <div className="min-w-0">
          <p className="text-letter font-semibold wrap-anywhere">{customer.name}</p>
          {customer.organization && (
            <p className="truncate text-meta text-subtle-foreground">{customer.organization}</p>
          )}
        </div>
      </div>
      <ul className="mt-2.5">
        {addresses.map(({ kind, address, shown }) => (
          <AddressLine key={`${kind} ${address}`} kind={kind} address={address} shown={shown} />
        ))}
        <li
          className="flex min-h-7 items-center gap-2.5 text-muted-foreground"
          title={format.moment(firstSeenAt)}
        >
          <CalendarDays className="size-3.5 text-subtle-foreground" aria-hidden />
          {t("since", { day: format.day(firstSeenAt) })}
        </li>
      </ul>
    </>
  );
}

interface AddressLineProps {
  kind: keyof typeof ICONS;
  address: string;
  shown: string;
}

function AddressLine({ kind, address, shown }: AddressLineProps) {
  const t = useTranslations("inbox.customer");
  const copy = useCopy();
  const Icon = ICONS[kind];
  return (
    <li className="flex min-h-7 items-center gap-2.5 max-md:min-h-11">
      <Icon className="size-3.5 text-subtle-foreground" aria-label={t(`kinds.${kind}`)} />
      <span className="min-w-0 flex-1 truncate select-text" title={address}>
        {shown}
      </span>
      <button
        type="button"
        aria-label={t("copy", { address })}
        title={t("copy", { address })}
        onClick={() => copy(address)}
        className="touchable grid size-6 shrink-0 place-items-center rounded-small text-subtle-foreground hover:bg-accent hover:text-foreground"
      >
        <Copy className="size-3.5" aria-hidden />
      </button>
    </li>
  );
}
