import { redirect } from "next/navigation";

export default function SettingsHome() {
  redirect("/inbox/settings/account");
}
