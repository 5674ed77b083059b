import { setTimeout as sleep } from "node:timers/promises";
import { withCompany } from "@/db/company";
import { env } from "@/lib/env";
import { connectNumber } from "@/lib/integrations/connect-number";
import { type Exchange, OUR_NUMBERS, openExchange } from "./demo/exchange";
import { openPhones } from "./demo/phone-server";
import { openShop } from "./demo/shop";
import { makeTimers } from "./demo/timers";

/** The company's SMS and WhatsApp numbers at a stand-in for Vonage, and a customer's telephone as the demo shows it. */
export interface TestPhone {
  exchange: Exchange;
  /** The page that plays the telephone. */
  url: string;
  close(): Promise<void>;
}

/** The stand-in and the telephone alone. One test at a time, the others wait: the product looks for Vonage at one address. */
export async function openTelephone(appUrl: string): Promise<TestPhone> {
  const timers = makeTimers(0.2);
  const port = Number(new URL(env.VONAGE_API_HOST).port);
  const exchange = await whenFree(() => openExchange({ appUrl, timers, port, onAnswer: () => undefined }));
  const shop = openShop({ appUrl, onAnswer: () => undefined });
  const phones = await openPhones({ port: 0, exchange, shop, onPlay: () => undefined });
  return {
    exchange,
    url: phones.url,
    close: async () => {
      timers.stop();
      await Promise.all([exchange.close(), phones.close()]);
    },
  };
}

/** With both numbers connected to the company. */
export async function openPhone(companyId: number, appUrl: string): Promise<TestPhone> {
  const phone = await openTelephone(appUrl);
  const { publicKey: _, ...keys } = phone.exchange.account;
  await withCompany(companyId, async (db) => {
    for (const source of ["sms", "whatsapp"] as const) {
      const named = { source, name: source, number: OUR_NUMBERS[source], api: "messages" as const };
      await connectNumber(db, { ...named, ...keys });
    }
  });
  return phone;
}

const WAITS_MS = 45_000;

async function whenFree(open: () => Promise<Exchange>): Promise<Exchange> {
  const end = Date.now() + WAITS_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || Date.now() > end) throw error;
      await sleep(250);
    }
  }
}
