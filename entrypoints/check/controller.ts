import type { CheckState, CheckViewProps } from '../../components/CheckView';
import { translate } from '../../lib/language/translate';
import { watchEngineStatus } from '../../lib/messaging/engine-status';
import { send } from '../../lib/messaging/send';
import { sensitivitySetting } from '../../lib/settings/settings';
import { CheckError } from '../../lib/verdict/failure';
import type { Judgement, PageJudgement } from '../../lib/verdict/judgement';

interface CheckOptions {
  /** The picture's address: http, https or data. Any other is refused. */
  src: string;
  onChange: (view: CheckViewProps) => void;
  signal: AbortSignal;
}

/** Judges one picture and tells the page's whole state after every change. */
export async function startCheck({ src, onChange, signal }: CheckOptions): Promise<void> {
  let view: CheckViewProps = {
    label: labelOf(src),
    check: { status: 'checking' },
    sensitivity: await sensitivitySetting.get(),
    engine: undefined,
    onRetry: () => void judge(),
  };
  const change = (part: Partial<CheckViewProps>) => {
    if (signal.aborted) return;
    view = { ...view, ...part };
    onChange(view);
  };
  const judge = async () => {
    change({ check: { status: 'checking' } });
    change({ check: await checkPicture(src, signal) });
  };
  sensitivitySetting.watch((sensitivity) => change({ sensitivity }), signal);
  watchEngineStatus((engine) => change({ engine }), signal);
  await judge();
}

async function checkPicture(src: string, signal: AbortSignal): Promise<CheckState> {
  if (!/^(https?|data):/i.test(src) || !URL.canParse(src)) return { status: 'refused' };
  const requestId = crypto.randomUUID();
  const drop = () => void send('host', 'dropImages', { requestIds: [requestId] });
  signal.addEventListener('abort', drop, { once: true });
  try {
    const request = { requestId, source: { kind: 'url', url: src }, priority: 'asked' } as const;
    const judgement = await send('host', 'classifyImage', request);
    return { status: 'judged', judgement, stored: await findStored(judgement) };
  } catch (error) {
    if (!(error instanceof CheckError)) throw error;
    return { status: 'failed', code: error.code };
  } finally {
    signal.removeEventListener('abort', drop);
  }
}

/** With the picture itself; undefined where the browser kept nothing. */
function findStored({ contentHash }: PageJudgement): Promise<Judgement | undefined> {
  return send('host', 'findJudgement', { contentHash }).catch(() => undefined);
}

/** @example `labelOf('https://cdn.test/a/b/fox.jpg?w=640')` is "fox.jpg (cdn.test)". */
export function labelOf(src: string): string {
  if (!URL.canParse(src)) return '';
  const { protocol, hostname, pathname } = new URL(src);
  if (protocol === 'data:') return translate('check_data_picture');
  const file = pathname.split('/').findLast((part) => part !== '');
  return file === undefined ? hostname : `${decodeName(file)} (${hostname})`;
}

/** File names on the web are not always valid percent-encoding; then they are shown as they are. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
