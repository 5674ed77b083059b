import { z } from "zod";
import type { ChannelContent, ChannelMedia } from "@/db/schema";
import { storable } from "@/lib/email/parse-clean";
import type { MessagesReceived } from "@/lib/vonage/messages-event";

/** A message's words, and what it holds besides. */
export interface ReadContent {
  text: string;
  content: ChannelContent;
}

type Reader = (message: MessagesReceived) => ReadContent | undefined;

/**
 * Reads what a message of the Messages API holds. A kind that nobody here knows, or that is not what it says, is kept as
 * it came: it is shown, never dropped.
 */
export function readContent(message: MessagesReceived): ReadContent {
  const { text, content } = READERS.get(message.message_type)?.(message) ?? unsupported(message);
  const context = Context.safeParse(message.context).data;
  const isAnswer = context && !content.reaction;
  return { text, content: isAnswer ? { ...content, repliesTo: context.message_uuid } : content };
}

const words = (atMost: number) =>
  z.coerce
    .string()
    .transform((text) => storable(text).slice(0, atMost))
    .default("");
const plain = (text: string): ReadContent => ({ text, content: {} });
const Context = z.object({ message_uuid: z.string().min(1).max(100) });
const RAW_AT_MOST = 20_000;

const Text = z.object({ text: words(100_000) });
const File = z.object({ url: z.url().max(2_000), name: words(300), caption: words(10_000) });
const Place = z.object({
  lat: z.coerce.number(),
  long: z.coerce.number(),
  name: words(300),
  address: words(500),
});
const Reaction = z.object({
  reaction: z.object({ emoji: words(20), action: words(20) }),
  context: Context,
});
const Choice = z.object({ id: words(300), title: words(1_000) });
const Button = z.object({ payload: words(300), text: words(1_000) });
const Person = z.object({
  name: z.object({ formatted_name: words(300) }),
  org: z.object({ company: words(300) }).optional(),
  phones: z.array(z.object({ phone: words(60) })).default([]),
  emails: z.array(z.object({ email: words(300) })).default([]),
});

const READERS = new Map<string, Reader>(
  Object.entries({
    text: (message) => plain(Text.parse(message).text),
    image: (message) => readMedia("image", message.image),
    audio: (message) => readMedia("audio", message.audio),
    video: (message) => readMedia("video", message.video),
    file: (message) => readMedia("file", message.file),
    vcard: (message) => readMedia("file", message.vcard),
    sticker: (message) => readMedia("sticker", message.sticker),
    location: readPlace,
    contact: readPeople,
    contacts: readPeople,
    reaction: readReaction,
    reply: ({ reply }) => readChoice(Choice.safeParse(reply).data),
    button: ({ button }) => {
      const { payload, text } = Button.safeParse(button).data ?? {};
      return text ? readChoice({ id: payload ?? "", title: text }) : undefined;
    },
  }),
);

function readMedia(type: ChannelMedia["type"], value: unknown): ReadContent | undefined {
  const file = File.safeParse(value).data;
  if (!file) return undefined;
  const { url, name, caption } = file;
  return { text: caption, content: { media: { type, url, name, state: "wanted" } } };
}

function readPlace({ location }: MessagesReceived): ReadContent | undefined {
  const place = Place.safeParse(location).data;
  if (!place) return undefined;
  const { lat: latitude, long: longitude, name, address } = place;
  const text = [name, address].filter(Boolean).join("\n") || `${latitude}, ${longitude}`;
  return { text, content: { location: { latitude, longitude, name, address } } };
}

function readPeople(message: MessagesReceived): ReadContent | undefined {
  const given = message.contacts ?? (message.contact as { contacts?: unknown } | undefined)?.contacts;
  const people = z.array(Person).min(1).safeParse(given).data;
  if (!people) return undefined;
  const contacts = people.map(({ name, org, phones, emails }) => ({
    name: name.formatted_name,
    organization: org?.company ?? "",
    phones: phones.map(({ phone }) => phone),
    emails: emails.map(({ email }) => email),
  }));
  const text = contacts.map((one) => [one.name, ...one.phones, ...one.emails].filter(Boolean).join("\n"));
  return { text: text.join("\n\n"), content: { contacts } };
}

function readReaction(message: MessagesReceived): ReadContent | undefined {
  const read = Reaction.safeParse(message).data;
  if (!read) return undefined;
  const { emoji, action } = read.reaction;
  const kept = action === "unreact" || emoji === "" ? null : emoji;
  return { text: kept ?? "", content: { reaction: { emoji: kept, to: read.context.message_uuid } } };
}

function readChoice(choice: z.output<typeof Choice> | undefined): ReadContent | undefined {
  return choice?.title ? { text: choice.title, content: { choice } } : undefined;
}

function unsupported(message: MessagesReceived): ReadContent {
  const type = storable(message.message_type);
  return {
    text: "",
    content: { unsupported: { type, raw: storable(asJson(message)).slice(0, RAW_AT_MOST) } },
  };
}

function asJson(message: MessagesReceived): string {
  try {
    return JSON.stringify(message);
  } catch {
    // Nested deeper than this machine's stack.
    return "";
  }
}
