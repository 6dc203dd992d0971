import type { Setting } from './settings';

/**
 * Tells what a setting is and becomes, until `signal` aborts. A change may come while the setting is still read, and is
 * newer than that.
 */
export function followSetting<Value>(
  setting: Setting<Value>,
  take: (value: Value) => void,
  signal: AbortSignal,
): void {
  let hasChanged = false;
  setting.watch((value) => {
    hasChanged = true;
    take(value);
  }, signal);
  void setting.get().then((value) => {
    if (!hasChanged && !signal.aborted) take(value);
  });
}
