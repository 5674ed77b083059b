import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { OutsideFailure } from "@/lib/network/outside-failure";
import { isAllowedPrivately } from "@/lib/network/private-exceptions";

export type OutsideAddress = { address: string; servername: string; isPrivate: boolean };
export type ResolveName = (name: string) => Promise<string[]>;

/**
 * The one address to connect to and the name to check its certificate against. Connect to `address` and nothing else, so that
 * a name that changes its mind (DNS rebinding) changes nothing. `isPrivate` is true for an address the installation allows by
 * ALLOWED_PRIVATE_HOSTS. Throws OutsideFailure: `name` when there is none, `refused` when any of its addresses is not public.
 */
export async function resolveOutside(
  host: string,
  port: number,
  resolve: ResolveName = resolveAll,
): Promise<OutsideAddress> {
  const name = canonicalHost(host);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new OutsideFailure("port");

  const addresses = isIP(name) ? [name] : await resolve(name);
  const [address] = addresses;
  if (address === undefined) throw new OutsideFailure("name");

  const inner = addresses.filter((candidate) => !isPublicAddress(candidate));
  if (!inner.every((candidate) => isAllowedPrivately(name, port, candidate)))
    throw new OutsideFailure("refused");
  return { address, servername: name, isPrivate: inner.includes(address) };
}

/** The WHATWG parser turns decimal, octal, hexadecimal and full-width spellings of an address into the plain one. */
function canonicalHost(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (isIP(bare) === 6 && !bare.includes("%")) return bare;
  if (/[\s/\\?#@%:[\]]/.test(bare) || !URL.canParse(`http://${bare}`)) throw new OutsideFailure("name");
  const name = new URL(`http://${bare}`).hostname.replace(/\.$/, "");
  if (name === "") throw new OutsideFailure("name");
  return name;
}

async function resolveAll(name: string): Promise<string[]> {
  try {
    const found = await lookup(name, { all: true, verbatim: false });
    return found.map(({ address }) => address);
  } catch (cause) {
    throw new OutsideFailure("name", { cause });
  }
}

const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** Everything the registries set aside (private, mapped, translated, documentation …) counts as not public. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_IPV6);
}
