import { env } from "@/lib/env";

/** The stand-ins live on this machine, which an installation has to allow. */
export function allowLoopback(): void {
  env.ALLOWED_PRIVATE_HOSTS = "127.0.0.0/8,localhost";
}
