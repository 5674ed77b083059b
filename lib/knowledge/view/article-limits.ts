/** The longest article, in characters: some hundred pages. */
export const LONGEST_ARTICLE = 400_000;
export const LONGEST_TITLE = 200;

/** The largest file or page that is read, in megabytes. */
export const IMPORTED_MEGABYTES = 10;
export const IMPORTED_BYTES = IMPORTED_MEGABYTES * 1024 * 1024;
