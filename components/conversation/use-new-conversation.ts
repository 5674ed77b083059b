"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useNow } from "use-intl";
import type * as Actions from "@/app/inbox/actions";
import type * as NewActions from "@/app/inbox/new-conversation-actions";
import { useDesk } from "@/components/inbox/desk-context";
import type { Channel } from "@/db/queries/counters";
import type { Recipient } from "@/db/schema";
import type { NewReach } from "@/lib/conversations/view/reach-recipient";
import { windowOf } from "@/lib/conversations/view/whatsapp-window";
import { type FirstWritten, isUnwritten, recallFirst, rememberFirst } from "./first-memory";
import { type ChosenTemplate, chooseTemplate } from "./template-fields";
import { useSendFirst } from "./use-send-first";
import { type Uploads, useUploads } from "./use-uploads";

export type NewConversationActs = Pick<
  typeof NewActions,
  "startConversation" | "suggestPeople" | "reachRecipient" | "recallFirstDraft"
> &
  Pick<typeof Actions, "removeUpload">;

export type WritableChannel = Pick<Channel, "id" | "source" | "name" | "address">;

export interface FirstMessage {
  channel: WritableChannel;
  written: FirstWritten;
  change: (patch: Partial<FirstWritten>) => void;
  /** Takes what stands in the field for an address. */
  settleRecipient: () => void;
  reach: NewReach | undefined;
  reachRefusal: string | undefined;
  /** On WhatsApp before the customer wrote; "needed" when there is none. */
  template: ChosenTemplate | "needed" | undefined;
  uploads: Uploads;
  refusal: string | undefined;
  isBusy: boolean;
  send: () => void;
}

interface Writer {
  acts: NewConversationActs;
  channels: readonly WritableChannel[];
}

/** A first message that is being written. */
export function useNewConversation({ acts, channels }: Writer): FirstMessage {
  const { place } = useDesk();
  const { written, change: write } = useFirstWritten(acts);
  const [refusal, setRefusal] = useState<string>();
  const change = (patch: Partial<FirstWritten>) => {
    write(patch);
    setRefusal(undefined);
  };
  const wanted = written.channelId ?? place.filter.channel;
  const channel = (channels.find(({ id }) => id === wanted) ?? channels[0]) as WritableChannel;
  const uploads = useUploads(written.uploads, {
    source: channel.source,
    onChange: (ready) => change({ uploads: ready }),
    forget: (attachmentId) => void acts.removeUpload({ attachmentId }),
  });
  const settleRecipient = () => {
    if (written.recipient || !written.to.trim()) return;
    change({ recipient: { name: "", address: written.to.trim() } });
  };
  const reached = useReach({ channel, recipient: written.recipient }, acts);
  const template = useTemplate(channel, reached.reach, written.template);
  const sending = useSendFirst({ acts, channel, written, template, uploads, refuse: setRefusal });
  return { channel, written, change, settleRecipient, ...reached, template, uploads, refusal, ...sending };
}

/** What the address asks for, else what was begun here, else what was taken back before the page came. */
function useFirstWritten(acts: NewConversationActs) {
  const { place } = useDesk();
  const to = place.writing?.to ?? "";
  const [written, setWritten] = useState(() => {
    const begun = recallFirst();
    if (!to || to === begun.recipient?.address) return begun;
    return rememberFirst({ to, recipient: { name: "", address: to }, channelId: place.filter.channel });
  });
  const change = (patch: Partial<FirstWritten>) => setWritten(rememberFirst(patch));
  const { recallFirstDraft } = acts;
  useEffect(() => {
    if (!isUnwritten(recallFirst())) return;
    void recallFirstDraft({}).then((answer) => {
      const draft = answer.ok && answer.value;
      if (!draft || !isUnwritten(recallFirst())) return;
      setWritten(rememberFirst({ ...draft, to: draft.recipient?.address ?? "" }));
    });
  }, [recallFirstDraft]);
  return { written, change };
}

interface Reached {
  channel: WritableChannel;
  recipient: Recipient | undefined;
}

function useReach({ channel, recipient }: Reached, acts: NewConversationActs) {
  const { data } = useQuery({
    queryKey: ["reach", channel.id, recipient?.address],
    enabled: recipient !== undefined,
    queryFn: () => acts.reachRecipient({ integrationId: channel.id, address: recipient?.address ?? "" }),
  });
  const answer = recipient ? data : undefined;
  return {
    reach: answer?.ok ? answer.value : undefined,
    reachRefusal: answer && !answer.ok ? answer.message : undefined,
  };
}

function useTemplate(
  channel: WritableChannel,
  reach: NewReach | undefined,
  chosen: ChosenTemplate | undefined,
) {
  const now = useNow();
  if (channel.source !== "whatsapp" || !reach || windowOf(reach.lastInboundAt, now).isOpen) return undefined;
  const [first] = reach.templates;
  return chosen ?? (first ? chooseTemplate(first) : ("needed" as const));
}
