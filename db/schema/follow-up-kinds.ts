export const FOLLOW_UP_KINDS = ["remind", "draft"] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];
