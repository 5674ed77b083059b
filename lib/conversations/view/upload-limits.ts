/** The files of one message together, in bytes; what providers take, base64 not counted. */
export const UPLOADED_AT_MOST = 25 * 1024 * 1024;
