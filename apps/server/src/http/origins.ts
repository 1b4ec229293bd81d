/** The addresses under which we may be asked: everything else gets 421 (design §6). */
export interface Origins {
  /** Our origin for a Host header, or undefined when the host is not ours. */
  ofHost(host: string | undefined): string | undefined;
  has(origin: string): boolean;
  list(): readonly string[];
}

/** `read` gives the origins anew at each call; it must be quick. */
export function createOrigins(read: () => Iterable<string>): Origins {
  const list = () => [...new Set(read())];
  return {
    list,
    has: (origin) => list().includes(origin),
    ofHost(host) {
      const wanted = host?.toLowerCase();
      return list().find((origin) => new URL(origin).host === wanted || withPort(origin) === wanted);
    },
  };
}

/** Some clients write the default port out. */
function withPort(origin: string): string {
  const { hostname, port, protocol } = new URL(origin);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
