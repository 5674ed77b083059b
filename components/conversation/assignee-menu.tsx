"use client";
import { UserRoundPlus, UserRoundX } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuChoice } from "@/components/ui/menu";
import { HeaderButton } from "./header-button";
import { usePane } from "./pane-context";
import { useActs } from "./use-acts";

const NOBODY = "nobody";

export function AssigneeMenu() {
  const t = useTranslations("inbox.acts");
  const { conversation, colleagues, me } = usePane();
  const { assign } = useActs();
  const assignee = colleagues.find(({ id }) => id === conversation.assigneeId);
  const others = colleagues.filter(({ id }) => id !== me.employeeId);
  const option = (person: { id: number; name: string }, label = person.name) => ({
    value: String(person.id),
    label,
    icon: <Avatar name={person.name} size="small" ours />,
  });
  return (
    <Menu
      trigger={
        <HeaderButton aria-label={assignee ? t("assigneeIs", { name: assignee.name }) : t("assign")}>
          {assignee ? <SmallFace name={assignee.name} /> : <UserRoundPlus aria-hidden />}
          <span className="truncate max-md:hidden">{assignee?.name ?? t("assign")}</span>
          {assignee && <span className="truncate md:hidden">{assignee.name.split(" ")[0]}</span>}
        </HeaderButton>
      }
    >
      <MenuChoice
        label={t("assignTo")}
        value={String(conversation.assigneeId ?? NOBODY)}
        options={[
          option({ id: me.employeeId, name: me.name }, t("me", { name: me.name })),
          ...others.map((person) => option(person)),
          { value: NOBODY, label: t("nobody"), icon: <UserRoundX aria-hidden /> },
        ]}
        onChange={(value) => assign(value === NOBODY ? null : Number(value))}
      />
    </Menu>
  );
}

const SmallFace = ({ name }: { name: string }) => (
  <span className="-my-0.5 scale-90 max-md:hidden">
    <Avatar name={name} size="small" ours />
  </span>
);
