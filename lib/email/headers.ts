/** Every header of a mail: lower-case name → its unfolded, still encoded values, from the top of the mail down. */
export type EmailHeaders = ReadonlyMap<string, string[]>;

/** A person's address as a header gives it; `address` is trimmed and lower-cased, `name` is "" when there is none. */
export type EmailAddress = { name: string; address: string };
