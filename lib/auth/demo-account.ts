/** Who enters the demo; the seed makes this account, the sign-in page offers it, and only while INBOX_DEMO is set. */
export const DEMO_ACCOUNT = {
  name: "Nadia Ferrand",
  email: "nadia@atelierlumen.fr",
  password: "atelier-lumen-demo",
};
