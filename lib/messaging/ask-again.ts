interface Question<Answer> {
  ask: () => Promise<Answer>;
  everyMs: number;
  onAnswer: (answer: Answer) => void;
  signal: AbortSignal;
}

/** Asks now, and again some time after every answer, until `signal` aborts. Silence is nothing to tell: it is asked again. */
export function askAgainAndAgain<Answer>(question: Question<Answer>): void {
  const { ask, everyMs, onAnswer, signal } = question;
  let next: ReturnType<typeof setTimeout> | undefined;
  const askOnce = async () => {
    const answer = await ask().catch(() => undefined);
    if (signal.aborted) return;
    if (answer !== undefined) onAnswer(answer);
    next = setTimeout(() => void askOnce(), everyMs);
  };
  signal.addEventListener('abort', () => clearTimeout(next));
  if (!signal.aborted) void askOnce();
}
