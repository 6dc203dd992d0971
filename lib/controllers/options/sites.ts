import type { FileProblem, SitesActions, SitesState } from '../../../components/site';
import { readSiteFile, SiteFileError, writeSiteFile } from '../../settings/site-file';
import { readPattern } from '../../settings/site-pattern';
import {
  changeSites,
  sitesSetting,
  siteSyncProblemSetting,
  siteSyncSetting,
} from '../../settings/settings';
import { withoutRule, withRule, type SiteRules } from '../../settings/sites';

interface SitesOptions {
  onChange: (sites: SitesState) => void;
  /** Gives the person a file. */
  save: (file: File) => void;
  signal: AbortSignal;
}

/** Joins the options page to the rules of sites, and tells their whole state after every change. */
export function startSites(options: SitesOptions): SitesActions {
  const desk = new SitesDesk(options);
  void desk.open();
  return {
    chooseElsewhere: (elsewhere) => desk.change((rules) => ({ ...rules, elsewhere })),
    addRule: (typed, mode) => {
      const read = readPattern(typed);
      if (read.status === 'refused') return read.problem;
      if (desk.has(read.pattern)) return 'known';
      desk.change((rules) => withRule(rules, { pattern: read.pattern, mode }));
      return undefined;
    },
    changeRule: (rule) => desk.change((rules) => withRule(rules, rule)),
    removeRule: (pattern) => desk.remove(pattern),
    undoRules: () => desk.undo(),
    exportRules: () => desk.export(),
    importRules: (file) => void desk.import(file),
    syncRules: (isSynced) => void siteSyncSetting.set(isSynced),
  };
}

type OwnState = Omit<SitesState, 'elsewhere' | 'rules'>;

class SitesDesk {
  readonly #options: SitesOptions;
  #rules: SiteRules = { elsewhere: 'never', rules: [] };
  /** The rules before the change that can be undone. */
  #before: SiteRules | undefined;
  #state: OwnState = {
    change: undefined,
    fileProblem: undefined,
    isSynced: false,
    syncProblem: null,
  };

  constructor(options: SitesOptions) {
    this.#options = options;
  }

  async open(): Promise<void> {
    const { signal } = this.#options;
    this.#rules = await sitesSetting.get();
    const isSynced = await siteSyncSetting.get();
    this.#tell({ isSynced, syncProblem: await siteSyncProblemSetting.get() });
    sitesSetting.watch((rules) => {
      this.#rules = rules;
      this.#tell({});
    }, signal);
    siteSyncSetting.watch((isNow) => this.#tell({ isSynced: isNow }), signal);
    siteSyncProblemSetting.watch((syncProblem) => this.#tell({ syncProblem }), signal);
  }

  has(pattern: string): boolean {
    return this.#rules.rules.some((rule) => rule.pattern === pattern);
  }

  /** What could be undone cannot be undone any more once something else was changed. */
  change(change: (rules: SiteRules) => SiteRules): void {
    this.#before = undefined;
    this.#tell({ change: undefined, fileProblem: undefined });
    void changeSites(change);
  }

  remove(pattern: string): void {
    const before = this.#rules;
    this.change((rules) => withoutRule(rules, pattern));
    this.#offerUndo(before, { kind: 'removed', pattern });
  }

  undo(): void {
    const before = this.#before;
    if (before) this.change(() => before);
  }

  export(): void {
    const text = writeSiteFile({ ...this.#rules, rules: inOrder(this.#rules) });
    this.#options.save(new File([text], 'candid-sites.json', { type: 'application/json' }));
  }

  async import(file: File): Promise<void> {
    try {
      const imported = readSiteFile(await file.text());
      const before = this.#rules;
      this.change(() => imported);
      this.#offerUndo(before, { kind: 'imported', count: imported.rules.length });
    } catch (error) {
      this.#tell({ fileProblem: describeFileError(error) });
    }
  }

  #offerUndo(before: SiteRules, change: NonNullable<SitesState['change']>): void {
    this.#before = before;
    this.#tell({ change });
  }

  #tell(part: Partial<OwnState>): void {
    if (this.#options.signal.aborted) return;
    this.#state = { ...this.#state, ...part };
    const { elsewhere } = this.#rules;
    this.#options.onChange({ ...this.#state, elsewhere, rules: inOrder(this.#rules) });
  }
}

/** By domain, so that a site, its parts and its subdomains stand together. */
function inOrder({ rules }: SiteRules): SiteRules['rules'] {
  const keyOf = (pattern: string) => pattern.replace(/^\*\./, '');
  return rules.toSorted(
    (a, b) => compare(keyOf(a.pattern), keyOf(b.pattern)) || compare(a.pattern, b.pattern),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function describeFileError(error: unknown): FileProblem {
  if (!(error instanceof SiteFileError)) return { code: 'notRules', subject: undefined };
  const { code, subject } = error;
  return { code, subject };
}
