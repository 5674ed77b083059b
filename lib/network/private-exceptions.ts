import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";

/** Whether the installation (never a company) allows this private address: entries are host, host:port, address or CIDR. */
export function isAllowedPrivately(name: string, port: number, address: string): boolean {
  return env.ALLOWED_PRIVATE_HOSTS.split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "")
    .some((entry) =>
      entry.includes("/") ? isWithin(address, entry) : isNamed(entry, port, [name, address]),
    );
}

function isWithin(address: string, cidr: string): boolean {
  if (!ipaddr.isValidCIDR(cidr)) return false;
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const parsed = ipaddr.parse(address);
  return parsed.kind() === network.kind() && parsed.match(network, bits);
}

function isNamed(entry: string, port: number, names: string[]): boolean {
  return names.some((name) => [name, `${name}:${port}`, `[${name}]:${port}`].includes(entry));
}
