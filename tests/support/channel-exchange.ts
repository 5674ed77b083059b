import { withCompany } from "@/db/company";
import { getMessage } from "@/db/queries/messages";
import { type OpenNumber, openNumber } from "./channel-world";

export const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

/** A number to which a customer wrote just now. */
export async function openExchange(changed: Parameters<typeof openNumber>[0] = {}): Promise<OpenNumber> {
  const number = await openNumber(changed);
  await number.write();
  await number.receive();
  return number;
}

/** What was sent to Vonage first. */
export function firstSent({ vonage }: OpenNumber): OpenNumber["vonage"]["sent"][number] {
  const [message] = vonage.sent;
  if (!message) throw new Error("Nothing was sent");
  return message;
}

export const readMessage = ({ companyId }: OpenNumber, id: number) =>
  withCompany(companyId, (db) => getMessage(db, id));
