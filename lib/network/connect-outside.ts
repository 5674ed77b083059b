import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { OutsideAddress } from "@/lib/network/guard";
import { OutsideFailure } from "@/lib/network/outside-failure";

export type OutsideDoor = { port: number; tls: boolean; timeoutMs: number };

/**
 * An open socket to an address that resolveOutside checked, TLS already done where asked. A closed and a filtered port give the
 * same failure (`port`) after the same time, so that nobody can map a network with the "test this mailbox" button.
 */
export async function connectOutside(
  { address, servername }: OutsideAddress,
  { port, tls, timeoutMs }: OutsideDoor,
): Promise<Socket> {
  const socket = await openPort(address, port, timeoutMs);
  return tls ? encrypt(socket, servername, timeoutMs) : socket;
}

async function openPort(address: string, port: number, timeoutMs: number): Promise<Socket> {
  const socket = connectPlain({ host: address, port });
  socket.on("error", () => socket.destroy());
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      socket.destroy();
      reject(new OutsideFailure("port"));
    }, timeoutMs);
    socket.once("connect", () => {
      clearTimeout(deadline);
      resolve(socket);
    });
  });
}

/** Runs the handshake on an open socket; a certificate that does not fit fails before anything is sent. */
async function encrypt(plain: Socket, servername: string, timeoutMs: number): Promise<Socket> {
  const name = isIP(servername) ? undefined : servername;
  const socket = connectTls({ socket: plain, host: servername, servername: name });
  return new Promise((resolve, reject) => {
    const fail = (cause?: Error) => {
      clearTimeout(deadline);
      socket.destroy();
      plain.destroy();
      reject(new OutsideFailure("tls", { cause }));
    };
    const deadline = setTimeout(fail, timeoutMs);
    socket.once("error", fail);
    socket.once("secureConnect", () => {
      clearTimeout(deadline);
      socket.off("error", fail);
      resolve(socket);
    });
  });
}
