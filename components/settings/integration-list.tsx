import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { CHANNEL_ICONS, type ChannelKind } from "./channel-kinds";
import { IntegrationState, type IntegrationStateName } from "./integration-state";

interface IntegrationRow {
  id: number;
  source: ChannelKind;
  name: string;
  address: string;
  kind: string;
  state: IntegrationStateName;
  failingSince: string;
  checked: string;
}

export function IntegrationList({ integrations }: { integrations: IntegrationRow[] }) {
  return (
    <ul className="border-t border-border">
      {integrations.map((integration) => {
        const Icon = CHANNEL_ICONS[integration.source];
        return (
          <li key={integration.id} className="border-b border-border">
            <Link
              href={`/inbox/settings/integrations/${integration.id}`}
              className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-1 rounded-button px-2 py-2 hover:bg-accent"
            >
              <Icon className="text-muted-foreground" aria-hidden />
              <span className="min-w-0 flex-1">
                <span className="block font-medium wrap-anywhere">
                  {integration.source === "webhook" ? integration.name : integration.address}
                </span>
                <span className="block text-meta text-subtle-foreground">
                  {[aboutOf(integration), integration.checked].filter(Boolean).join(" · ")}
                </span>
              </span>
              <IntegrationState
                source={integration.source}
                state={integration.state}
                time={integration.failingSince}
              />
              <ChevronRight className="text-subtle-foreground" aria-hidden />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

/** What its first line does not say. */
const aboutOf = ({ source, name, address, kind }: IntegrationRow) =>
  source === "webhook" || name === address ? kind : name;
