/** When pictures are checked. */
export const siteModes = ['automatic', 'hover', 'click', 'never'] as const;
export type SiteMode = (typeof siteModes)[number];

/** Which pages, as a person writes it (`*.example.com/gallery/*`), and when pictures are checked there. */
export interface SiteRule {
  pattern: string;
  mode: SiteMode;
}

/** Why a text cannot become a rule. */
export type RuleProblem =
  'empty' | 'everything' | 'foreign' | 'query' | 'wildcard' | 'incomplete' | 'malformed' | 'known';

/** What was done to the rules and can be undone. `count` tells of how many rules. */
export type RulesChange =
  { kind: 'removed'; pattern: string } | { kind: 'imported'; count: number };

/** Why a file of rules cannot be taken; `subject` is the rule that is wrong. */
export interface FileProblem {
  code: 'notRules' | 'newer' | 'wrongRule';
  subject: string | undefined;
}

/** Why the rules stay in this browser although they should go to the others. */
export type SyncProblem = 'tooLarge' | 'refused';

export interface SitesState {
  /** On all pages that no rule is about. */
  elsewhere: SiteMode;
  /** In the order in which they are listed. */
  rules: SiteRule[];
  change: RulesChange | undefined;
  fileProblem: FileProblem | undefined;
  isSynced: boolean;
  syncProblem: SyncProblem | null;
}

export interface SitesActions {
  chooseElsewhere: (mode: SiteMode) => void;
  /** Answers why it cannot be added, or nothing once it is. */
  addRule: (typed: string, mode: SiteMode) => RuleProblem | undefined;
  changeRule: (rule: SiteRule) => void;
  removeRule: (pattern: string) => void;
  undoRules: () => void;
  exportRules: () => void;
  importRules: (file: File) => void;
  syncRules: (isSynced: boolean) => void;
}
