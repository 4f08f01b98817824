// Sets of tools for three kinds of work, as lines of settings to copy, for clients that take few tools.
import { run } from '../command.ts';

/** Few enough for the clients that take fewest. */
export const most = 40;

export const sets: Record<string, Record<string, string>> = {
  'An editor': {
    CONTENTSTACK_MODULES: 'entries,assets,content-types,environments,languages,releases,publish-queue',
    CONTENTSTACK_TOOLS:
      'read_entry,find_in_content,audit_content,compare_*,list_*,get_*,create_entry,update_entry,upload_asset,update_asset,download_asset,publish_*,unpublish_*,create_release,add_release_items,cancel_scheduled_publish',
    CONTENTSTACK_TOOLS_DENY: 'list_rte_assets,list_assets_by_type',
  },
  'A developer': {
    CONTENTSTACK_MODULES: 'content-types,global-fields,extensions,labels,languages,environments,branches',
    CONTENTSTACK_TOOLS: 'list_*,get_*,create_*,update_*,compare_branches,compare_content_type*,export_content_type',
  },
  'An operator': {
    CONTENTSTACK_MODULES: 'releases,environments,webhooks,workflows,publish-rules,audit-log,publish-queue,bulk',
    CONTENTSTACK_TOOLS:
      'list_*,get_*,create_release,add_release_items,deploy_release,clone_release,retry_webhook,enable_workflow,disable_workflow,cancel_scheduled_publish,bulk_publish,bulk_unpublish',
  },
};

const kept = new Map<Record<string, string>, Promise<string[]>>();

/** The names of the tools that a set leaves of a token that may write; the command is asked once for each. */
export function toKept(set: Record<string, string>): Promise<string[]> {
  const names = kept.get(set) ?? list(set);
  kept.set(set, names);
  return names;
}

async function list(set: Record<string, string>): Promise<string[]> {
  const { code, out, err } = await run(['tools', '--json', '--sandbox'], set);
  if (code !== 0) throw new Error(err);
  const all: { name: string; module?: string }[] = JSON.parse(out).kept;
  return all.filter(({ module }) => module !== undefined).map(({ name }) => name);
}

export async function toSetsTable(): Promise<string> {
  const parts = Object.entries(sets).map(async ([who, set]) => {
    const lines = Object.entries(set).map(([name, value]) => `export ${name}='${value}'`);
    return `**${who}**: ${(await toKept(set)).length} tools and \`server_status\`\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
  });
  return (await Promise.all(parts)).join('\n\n');
}
