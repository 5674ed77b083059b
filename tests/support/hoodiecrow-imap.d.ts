declare module "hoodiecrow-imap" {
  import type { Server } from "node:net";

  export type HoodiecrowMessage = { uid: number; raw: string; flags: string[]; internaldate: string };

  export type HoodiecrowFolder = {
    "special-use"?: string;
    uidvalidity?: number;
    messages?: HoodiecrowMessage[];
    folders?: Record<string, HoodiecrowFolder>;
  };

  export type HoodiecrowServer = {
    server: Server;
    folderCache: Record<string, Required<HoodiecrowFolder>>;
    listen(port: number, host: string, listening: () => void): void;
    close(closed?: () => void): void;
    createMailbox(path: string, folder?: HoodiecrowFolder): void;
    deleteMailbox(path: string): void;
    appendMessage(folder: string, flags: string[], date: Date, raw: string): { message: HoodiecrowMessage };
  };

  export default function hoodiecrow(options: {
    plugins: string[];
    users: Record<string, { password?: string; xoauth2?: { accessToken: string } }>;
    storage: Record<string, HoodiecrowFolder>;
    secureConnection?: boolean;
    credentials?: { key: string; cert: string };
  }): HoodiecrowServer;
}
