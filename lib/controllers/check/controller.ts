import type { CheckActions, CheckState } from '../../../components/check/checked-files';
import { writeFilesCsv, writeFilesJson } from '../../../components/check/checked-files-file';
import { rememberThumbnails } from '../../../components/thumbnail';
import { watchEngineStatus } from '../../messaging/engine-status';
import { send } from '../../messaging/send';
import { sensitivitySetting } from '../../settings/settings';
import type { Judgement } from '../../verdict/judgement';
import { createListFile } from '../list-file';
import { takeAddresses } from './intake';
import { CheckList } from './list';

interface CheckOptions {
  /** The address of a picture to begin with: http, https or data. Any other is refused. */
  src: string | null;
  onChange: (state: CheckState, actions: CheckActions) => void;
  /** Gives the person a file. */
  save: (file: File) => void;
  signal: AbortSignal;
}

/** Joins the page to the host, and tells its whole state after every change. */
export async function startCheck({ src, onChange, save, signal }: CheckOptions): Promise<void> {
  const list = new CheckList({
    sensitivity: await sensitivitySetting.get(),
    onChange: (state) => onChange(state, actions),
    signal,
  });
  const actions: CheckActions = {
    addFiles: (chosen) => void list.addFiles(chosen),
    addAddresses: (text) => list.add(takeAddresses(text)),
    cancel: () => list.cancel(),
    resume: () => list.repeat('stopped'),
    retryFailed: () => list.repeat('failed'),
    clear: () => list.clear(),
    exportAs: (format, files) => save(toFile(format, { ...list.state, files })),
    findThumbnail: rememberThumbnails(async (hash) => (await findJudgement(hash))?.preview),
    findJudgement,
  };
  sensitivitySetting.watch((sensitivity) => list.change({ sensitivity }), signal);
  watchEngineStatus((engine) => list.change({ engine }), signal);
  const isTaken = src === null || list.add(takeAddresses(src));
  list.change(isTaken ? {} : { problem: 'refused' });
}

/** With the picture itself; undefined where the browser kept nothing. */
function findJudgement(contentHash: string): Promise<Judgement | undefined> {
  return send('host', 'findJudgement', { contentHash }).catch(() => undefined);
}

function toFile(
  format: 'csv' | 'json',
  { files, sensitivity }: Pick<CheckState, 'files' | 'sensitivity'>,
): File {
  const csv = () => writeFilesCsv(files, sensitivity);
  const json = () => writeFilesJson(files, sensitivity);
  return createListFile({ name: 'candid-pictures', format, write: { csv, json } });
}
