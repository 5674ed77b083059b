import type { MailboxAccess } from "@/lib/email/imap";

/** Where a provider keeps its mailboxes. */
export type MailServers = Omit<MailboxAccess, "username" | "password" | "accessToken">;

/** The servers of addresses such as imaps://mail.example.com:993; those that are not given are left out. */
export function readMailServers({ imap, smtp }: { imap?: string; smtp?: string }): Partial<MailServers> {
  const [inbound, outbound] = [imap && read(imap), smtp && read(smtp)];
  return {
    ...(inbound && { imapHost: inbound.host, imapPort: inbound.port ?? 993, imapTls: inbound.tls }),
    ...(outbound && { smtpHost: outbound.host, smtpPort: outbound.port ?? 465, smtpTls: outbound.tls }),
  };
}

function read(address: string): { host: string; port: number | undefined; tls: "tls" | "none" } {
  const { protocol, hostname, port } = new URL(address);
  const tls = protocol === "imaps:" || protocol === "smtps:" ? "tls" : "none";
  return { host: hostname, port: port ? Number(port) : undefined, tls };
}
