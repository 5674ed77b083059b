import { closeConnections } from "@/db/connection";
import { syncEveryCompany } from "@/lib/intake/sync-mailboxes";

await syncEveryCompany();
await closeConnections();
