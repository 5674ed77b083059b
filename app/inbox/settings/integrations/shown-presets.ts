import type { Preset } from "@/components/settings/mailbox-draft";
import { MAIL_PRESETS } from "@/lib/integrations/presets";

export const shownPresets = (): Preset[] => [...MAIL_PRESETS];
