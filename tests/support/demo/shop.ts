import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { deliverWebhook } from "./deliver-webhook";

export interface Question {
  name: string;
  email: string;
  subject: string;
  text: string;
  /** What is asked about; answers come with it. */
  thread: string;
  /** It is one of the demo's stories. */
  id?: string;
}

/** The company's web shop: a program of its own that forwards what its customers ask, and is called back with the answers. */
export interface Shop {
  /** From now on it knows where to send what, and how to sign it. */
  connect(known: { integrationId: number; secret: string }): void;
  ask(question: Question): Promise<boolean>;
  /** Takes an answer; the status for it. One that is not signed is refused. */
  answer(headers: Record<string, string>, body: string): number;
}

const Answer = z.object({
  type: z.literal("message.sent"),
  data: z.object({
    to: z.object({ address: z.string() }),
    thread_id: z.string().nullable(),
  }),
});

interface Options {
  appUrl: string;
  onAnswer: (answered: { email: string; thread: string | null }) => void;
}

export function openShop({ appUrl, onAnswer }: Options): Shop {
  let known: { integrationId: number; secret: string } | undefined;
  return {
    connect: (given) => {
      known = given;
    },
    ask: async ({ name, email, subject, text, thread, id = randomUUID() }) => {
      if (!known) return false;
      const { integrationId, secret } = known;
      const sent_at = new Date().toISOString();
      const message = { id, thread_id: thread, sent_at, sender: { name, email }, subject, text };
      const body = JSON.stringify(message);
      return deliverWebhook(`${appUrl}/inbox/webhooks/custom/${integrationId}`, () => {
        const now = new Date();
        const headers = {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
          "webhook-signature": new Webhook(secret).sign(id, now, body),
        };
        return { query: "", init: { method: "POST", headers, body } };
      });
    },
    answer: (headers, body) => {
      const told = verify(known?.secret ?? "", headers, body);
      if (told === undefined) return 401;
      // Whatever else it is called with, as to see whether it answers, it has only heard.
      const answer = Answer.safeParse(told).data?.data;
      if (answer) onAnswer({ email: answer.to.address, thread: answer.thread_id });
      return 204;
    },
  };
}

function verify(secret: string, headers: Record<string, string>, body: string): unknown {
  try {
    return new Webhook(secret).verify(body, headers);
  } catch {
    return undefined;
  }
}
