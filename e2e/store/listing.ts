import texts from './texts.json' with { type: 'json' };

/** What a store asks of a package's manifest. */
export interface Manifest {
  permissions: string[];
  host_permissions: string[];
}

/** How many characters a store takes. */
const limits = { chrome: { name: 75, summary: 132 }, firefox: { name: 50, summary: 250 } };

/**
 * What a store is told of a package, file by file.
 *
 * @throws Error where a text is too long for the store, or a permission of the package has no reason.
 */
export function writeListing(
  store: keyof typeof limits,
  manifest: Manifest,
): Record<string, string> {
  const { name, summary } = limits[store];
  return {
    'name.txt': expectShort(texts.name, name),
    'summary.txt': expectShort(texts.summary, summary),
    'description.txt': texts.description.join('\n\n'),
    'single-purpose.txt': texts.singlePurpose,
    'permissions.txt': listReasons([...manifest.permissions, ...manifest.host_permissions]),
    'remote-code.txt': texts.remoteCode,
    'data-use.txt': texts.dataUse,
    'notes-for-reviewers.txt': texts.reviewNotes,
  };
}

function listReasons(permissions: string[]): string {
  const reasons: Record<string, string | undefined> = texts.permissions;
  return permissions
    .map((permission) => {
      const reason = reasons[permission];
      if (!reason) throw new Error(`Expected a reason for the permission ${permission}, got none`);
      return `${permission}\n${reason}`;
    })
    .join('\n\n');
}

function expectShort(text: string, longest: number): string {
  if (text.length <= longest) return text;
  throw new Error(`Expected at most ${longest} characters, got ${text.length}: ${text}`);
}
