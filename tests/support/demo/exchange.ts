import { randomUUID } from "node:crypto";
import { fillTemplate } from "@/lib/conversations/view/fill-template";
import { toDigits } from "@/lib/customers/phone";
import type { WhatsAppTemplate } from "@/lib/whatsapp/templates";
import { signMessages, type VonageAccount } from "../vonage-account";
import { type SentMessage, startVonageServer, type VonageServer } from "../vonage-server";
import { deliverWebhook } from "./deliver-webhook";
import { type Bubble, type ChatChannel, makeTalks, type Talk, type Talks } from "./talks";
import templates from "./templates.json" with { type: "json" };
import type { Timers } from "./timers";

/** The company's numbers, of the range that France keeps for films. */
export const OUR_NUMBERS: Record<ChatChannel, string> = { sms: "+33639981000", whatsapp: "+33639981001" };
export const TEMPLATES: WhatsAppTemplate[] = templates;

/** Ids of what is written while the demo runs, by which a later run counts them. */
export const LIVE_ID = "live-";

export interface Written {
  name: string;
  text: string;
  image?: { type: string; content: Buffer };
  /** It is one of the demo's stories. */
  isStory?: boolean;
}

/** Between the customers' telephones and the company: a Vonage on this machine, which signs like the real one. */
export interface Exchange {
  url: string;
  account: VonageAccount;
  media: VonageServer["media"];
  /** What the company sent, each as often as it was asked for. */
  sent: SentMessage[];
  talks: Talks;
  /** A customer writes; resolves when the product took it, or not. */
  write(talk: Talk, written: Written): Promise<Bubble>;
  /** A customer looks at what came; on WhatsApp the company is told. */
  read(talk: Talk): void;
  close(): Promise<void>;
}

interface Options {
  /** Where the product answers. */
  appUrl: string;
  timers: Timers;
  onAnswer: (talk: Talk) => void;
  port?: number;
}

export async function openExchange({ appUrl, timers, onAnswer, port }: Options): Promise<Exchange> {
  const talks = makeTalks();
  const server = await startVonageServer({
    port,
    onSend: (message) => timers.after(0, () => arrive(message)),
  });
  const { account, media, sent, url } = server;
  const post = (channel: ChatChannel, body: object) =>
    deliverWebhook(`${appUrl}/inbox/webhooks/${channel}`, () => signMessages(account, body));

  async function arrive({ uuid, body }: SentMessage): Promise<void> {
    const talk: Talk = { channel: body.channel as ChatChannel, number: `+${body.to}` };
    const said = { by: "company", id: uuid, ...(await contentOf(body, media)), state: "sent" } as const;
    const bubble = talks.add(talk, said);
    await tell(talk, bubble, { status: "submitted", client_ref: body.client_ref });
    timers.after(1_200, async () => {
      talks.set(bubble, { state: "delivered" });
      onAnswer(talk);
      await tell(talk, bubble, { status: "delivered", client_ref: body.client_ref });
    });
  }

  const tell = ({ channel, number }: Talk, { id }: Bubble, status: object) =>
    post(channel, {
      ...{ channel, message_uuid: id, timestamp: new Date().toISOString() },
      ...{ from: toDigits(OUR_NUMBERS[channel]), to: toDigits(number), ...status },
    });

  return {
    url,
    account,
    media,
    sent,
    talks,
    write: async (talk, { name, text, image, isStory }) => {
      const imageId = image ? randomUUID() : null;
      if (image && imageId) media.set(imageId, image);
      const bubble = talks.add(talk, { by: "customer", text, imageId });
      const id = isStory ? `${LIVE_ID}${bubble.id}` : bubble.id;
      const content = imageId
        ? { message_type: "image", image: { url: `${url}/v3/media/${imageId}`, caption: text } }
        : { message_type: "text", text };
      const taken = await post(talk.channel, { ...inbound(talk, name), message_uuid: id, ...content });
      talks.set(bubble, { state: taken ? "sent" : "refused" });
      return bubble;
    },
    read: (talk) => {
      if (talk.channel === "sms") return;
      const unread = talks.list(talk).filter(({ by, state }) => by === "company" && state === "delivered");
      for (const bubble of unread) {
        talks.set(bubble, { state: "read" });
        void tell(talk, bubble, { status: "read" });
      }
    },
    close: server.close,
  };
}

const inbound = ({ channel, number }: Talk, name: string) => ({
  channel,
  to: toDigits(OUR_NUMBERS[channel]),
  from: toDigits(number),
  timestamp: new Date().toISOString(),
  ...(channel === "whatsapp" && { profile: { name } }),
});

interface Sent {
  message_type?: string;
  text?: string;
  image?: { url: string; caption?: string };
  file?: { url: string; caption?: string; name?: string };
  template?: { name: string; parameters?: string[] };
}

/** What the customer sees of it. Vonage fetches the files of a message itself, and so does this. */
async function contentOf(
  body: Sent,
  media: VonageServer["media"],
): Promise<Pick<Bubble, "text" | "imageId">> {
  const { text = "", template, image, file } = body;
  if (template) {
    const known = TEMPLATES.find(({ name }) => name === template.name);
    return { text: known ? fillTemplate(known, template.parameters ?? []) : template.name, imageId: null };
  }
  if (!image)
    return { text: file ? [file.name, file.caption].filter(Boolean).join("\n") : text, imageId: null };
  const answer = await fetch(image.url).catch(() => undefined);
  if (!answer?.ok) return { text: image.caption ?? "", imageId: null };
  const imageId = randomUUID();
  const type = answer.headers.get("content-type") ?? "application/octet-stream";
  media.set(imageId, { type, content: Buffer.from(await answer.arrayBuffer()) });
  return { text: image.caption ?? "", imageId };
}
