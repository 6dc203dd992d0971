import { useEffect, useState } from 'preact/hooks';

/** Counts `seconds` down to 0 from when they are first seen. */
export function useSecondsLeft(seconds: number | undefined): number | undefined {
  const [secondsLeft, setSecondsLeft] = useState(seconds);
  useEffect(() => {
    setSecondsLeft(seconds);
    if (seconds === undefined) return undefined;
    const endsAt = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      setSecondsLeft(Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)));
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return secondsLeft;
}
