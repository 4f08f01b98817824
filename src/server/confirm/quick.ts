// Clients that say they can ask, and answer by themselves: the operator hears of it, as nothing else tells that no person was asked.

interface Quick {
  hear(said: string): void;
  /** What was heard, and the way out; undefined where nothing was. */
  tell(): string | undefined;
}

/** @param log is told once for each kind of answer. */
export function toQuick(log: (line: string) => void): Quick {
  const heard = new Map<string, number>();
  const tell = () => {
    if (heard.size === 0) return undefined;
    const words = [...heard].map(([said, times]) => `${said} ${times} times`).join(', ');
    return `a client answered questions without an action or faster than a person can read them (${words}); if it shows its user none, CONTENTSTACK_CONFIRM=never lets it go on without`;
  };
  return {
    hear(said) {
      const times = heard.get(said) ?? 0;
      heard.set(said, times + 1);
      if (times === 0) log(tell() ?? '');
    },
    tell,
  };
}
