import {
  CalendarDays,
  FilePenLine,
  Folder,
  type LucideIcon,
  Newspaper,
  Package,
  ReceiptText,
  Wrench,
} from "lucide-react";

/** The icons a folder may have, by the name that is stored. */
export const FOLDER_ICONS = {
  folder: Folder,
  package: Package,
  "calendar-days": CalendarDays,
  wrench: Wrench,
  "file-pen-line": FilePenLine,
  "receipt-text": ReceiptText,
  newspaper: Newspaper,
} satisfies Record<string, LucideIcon>;

export type FolderIconName = keyof typeof FOLDER_ICONS;

/** An unknown name is an ordinary folder. */
export const folderIconOf = (name: string): FolderIconName =>
  Object.hasOwn(FOLDER_ICONS, name) ? (name as FolderIconName) : "folder";

export function FolderIcon({ name, className }: { name: string; className?: string }) {
  const Icon = FOLDER_ICONS[folderIconOf(name)];
  return <Icon className={className} aria-hidden />;
}
