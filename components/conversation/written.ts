import type { Upload } from "@/db/queries/uploads";
import type { Recipients } from "@/lib/conversations/view/suggest-recipients";

/** What somebody has written so far. */
export interface Written {
  text: string;
  recipients: Recipients;
  uploads: Upload[];
}
