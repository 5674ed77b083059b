import type { Db } from "@/db/company";
import { requeue } from "@/db/queries/messages";
import { AppError } from "@/lib/errors";

/**
 * Puts a message that failed back in the outbox, under the Message-ID it had. One whose end is unknown is only resent
 * when a person says so with `doubtAccepted`.
 */
export async function resendMessage(
  db: Db,
  { messageId, doubtAccepted }: { messageId: number; doubtAccepted: boolean },
): Promise<{ id: number }> {
  const queued =
    (await requeue(db, messageId, "failed")) || (doubtAccepted && (await requeue(db, messageId, "unknown")));
  if (!queued) throw new AppError("CONFLICT", "messageNotResendable");
  return { id: messageId };
}
