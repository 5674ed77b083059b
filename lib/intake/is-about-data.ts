// What PostgreSQL says of data (22, 23), sizes (54) or a statement (42), and what our own code trips over. A lost
// connection, a deadlock or a full disk is about none of these messages: it is thrown on, and tried again later.
const ABOUT_DATA = /^(?:2[0-3]|42|54|XX)...$/;

/** Whether an error is about what was to be filed, and would come again for as long as that is tried. */
export function isAboutData(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as Error & { code?: unknown };
    if (typeof code === "string") return ABOUT_DATA.test(code) || code.startsWith("ERR_");
  }
  return error instanceof Error;
}
