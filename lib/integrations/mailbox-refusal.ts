import { MailboxFailure } from "@/lib/email/imap-failure";
import { AppError } from "@/lib/errors";

/** What a mail server refuses is a sentence for the person who asked; anything else crashes upwards. */
export async function explainFailure<Answer>(asked: Promise<Answer>): Promise<Answer> {
  return asked.catch((error: unknown) => {
    if (error instanceof MailboxFailure) throw new AppError("UNAVAILABLE", `mailbox.${error.code}`);
    throw error;
  });
}
