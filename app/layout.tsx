import "./globals.css";
import clsx from "clsx";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/ui/providers";
import { findEmployee } from "@/lib/auth/session";
import { catalogues } from "@/lib/i18n/catalogue";
import { DEFAULT_TIME_ZONE, getText } from "@/lib/i18n/text";
import { readTheme, THEME_COOKIE } from "@/lib/i18n/theme";

export const metadata: Metadata = { title: { default: "Inbox", template: "%s · Inbox" } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { t, locale } = await getText();
  const theme = readTheme((await cookies()).get(THEME_COOKIE)?.value);
  const employee = await findEmployee();
  return (
    <html
      lang={locale}
      className={clsx(GeistSans.variable, GeistMono.variable, theme !== "system" && theme)}
      suppressHydrationWarning
    >
      <body>
        <a
          href="#content"
          className="sr-only rounded-button bg-foreground px-3 py-2 text-background focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
        >
          {t("common.skipToContent")}
        </a>
        <Providers
          locale={locale}
          messages={catalogues[locale]}
          timeZone={employee?.timeZone ?? DEFAULT_TIME_ZONE}
          now={new Date()}
        >
          <div className="isolated-root">{children}</div>
        </Providers>
      </body>
    </html>
  );
}
