import type { Db } from "@/db/company";
import { listMessageHtml } from "@/db/queries/message-contents";
import { readModelText } from "./read-model-text";

interface Readable {
  id: number;
  body: string;
  /** Shown as HTML. */
  html: boolean;
}

export type Seen<Message> = Message & { hidden: boolean };

/** Messages with the words that people see of them (see readModelText); `hidden` where something was left out. */
export async function seeMessages<Message extends Readable>(
  db: Db,
  messages: Message[],
): Promise<Seen<Message>[]> {
  const pages = await listMessageHtml(
    db,
    messages.filter(({ html }) => html).map(({ id }) => id),
  );
  return messages.map((message) => {
    const { text, hidden } = readModelText(message.body, pages.get(message.id) ?? null);
    return { ...message, body: text, hidden };
  });
}
