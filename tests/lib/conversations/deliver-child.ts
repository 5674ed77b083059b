import { deliverMessage } from "@/lib/conversations/deliver-message";

const [companyId, messageId] = process.argv.slice(2).map(Number);
await deliverMessage(companyId ?? 0, messageId ?? 0);
process.exit(0);
