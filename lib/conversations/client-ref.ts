interface Attempt {
  messageId: number;
  number: number;
}

/** Our name for one attempt to send a message, which a provider tells back with each status: at most 40 characters. */
export const makeClientRef = (companyId: number, { messageId, number }: Attempt): string =>
  `inbox-${companyId}-${messageId}-${number}`;

/** Undefined when it is no name of ours, or another company's. */
export function readClientRef(text: string, companyId: number): Attempt | undefined {
  const [, company, messageId, number] = /^inbox-(\d{1,10})-(\d{1,15})-(\d{1,5})$/.exec(text) ?? [];
  return Number(company) === companyId ? { messageId: Number(messageId), number: Number(number) } : undefined;
}
