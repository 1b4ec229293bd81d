/** How the wire treats events: shares between 0 and 1, and by how much the slowest is held back. */
export interface Weather {
  readonly lose: number;
  readonly double: number;
  readonly delayMs: number;
}

export const fairWeather: Weather = { lose: 0, double: 0, delayMs: 0 };

/** What becomes of one event: the delay of each of its copies; none when it is lost. */
export function fate(weather: Weather, random: () => number): readonly number[] {
  if (random() < weather.lose) return [];
  const copies = random() < weather.double ? 2 : 1;
  return Array.from({ length: copies }, () => Math.floor(random() * weather.delayMs));
}
