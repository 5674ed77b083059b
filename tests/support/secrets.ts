/** Known to everybody, and therefore only for tests. */
export const SECRETS = {
  NEXTAUTH_SECRET: "only-for-tests-and-32-characters-long",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
};
