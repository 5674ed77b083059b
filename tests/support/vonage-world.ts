import { jobsDatabase } from "@/inngest/embedded/connection";
import { type OpenNumber, openNumber } from "./channel-world";

/** A company's number for SMS and another's for WhatsApp, and what Vonage would bring for them. */
export async function openVonage() {
  const sms = await openNumber();
  const whatsapp = await openNumber({ source: "whatsapp" });
  return {
    sms,
    whatsapp,
    received: (changed: Record<string, unknown> = {}) => ({
      channel: "sms",
      message_uuid: crypto.randomUUID(),
      to: sms.ours,
      from: "33612345678",
      timestamp: new Date().toISOString(),
      message_type: "text",
      text: "Bonjour",
      ...changed,
    }),
    smsReceived: (changed: Record<string, string> = {}) => ({
      msisdn: "33612345678",
      to: sms.ours,
      messageId: crypto.randomUUID(),
      text: "Bonjour & merci = ça va ?",
      type: "text",
      ...changed,
    }),
    countEvents: async () => {
      const counted = await Promise.all([sms, whatsapp].map((number: OpenNumber) => number.listEvents()));
      return counted.flat().length;
    },
  };
}

export type OpenVonage = Awaited<ReturnType<typeof openVonage>>;

/** How many webhooks were announced to the jobs. */
export async function countAnnounced(): Promise<number> {
  const rows =
    await jobsDatabase()`select count(*)::int as count from jobs.events where name = 'webhook/kept'`;
  return Number(rows[0]?.count);
}
