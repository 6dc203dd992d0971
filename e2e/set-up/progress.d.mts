export interface Command {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
}

export interface CommandEnd {
  code: number;
  output: string;
  seconds: number;
}

export function runWithProgress(label: string, command: Command): Promise<CommandEnd>;
export function runQuietly(
  command: Command,
  onOutput?: (text: string) => void,
): Promise<CommandEnd>;
export function waitWithProgress<Value>(
  label: string,
  promise: Promise<Value>,
  detail?: () => string,
): Promise<Value>;
