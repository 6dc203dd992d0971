export function ensureDependencies(root: string): Promise<void>;
export function areDependenciesCurrent(root: string): boolean;
