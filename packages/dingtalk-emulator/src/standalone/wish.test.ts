import { describe, expect, test } from 'vitest';
import { readWish } from './wish.ts';

const problemsOf = (...words: string[]) => {
  const wish = readWish(words);
  return wish.ok ? [] : wish.problems.map(({ en }) => en);
};

describe('the command line of the stand-in alone', () => {
  test('without words it is a small company for a product at its usual address', () => {
    expect(readWish([])).toEqual({ ok: true, value: { apps: [], upstream: 'http://127.0.0.1:8080' } });
  });

  test('every option is understood', () => {
    const words = ['--port', '8091', '--generate', '100000/1000', '--app', 'ding1:s1', '--app', 'ding2:s2:77'];
    expect(readWish([...words, '--upstream', 'http://127.0.0.1:9000', '--state', 'x.json'])).toEqual({
      ok: true,
      value: {
        port: 8091,
        generate: { people: 100_000, departments: 1000 },
        apps: [
          { appKey: 'ding1', appSecret: 's1' },
          { appKey: 'ding2', appSecret: 's2', agentId: 77 },
        ],
        upstream: 'http://127.0.0.1:9000',
        stateFile: 'x.json',
      },
    });
  });

  test('all that is wrong is said at once', () => {
    expect(problemsOf('--port', '70000', '--generate', 'many', '--upstream', 'nowhere', '--app', 'x')).toHaveLength(4);
  });

  test.each([
    ['an unknown option', ['--loud']],
    ['a word too many', ['start']],
    ['more people than it can hold', ['--generate', '9000000/10']],
    ['two sources of people', ['--generate', '10/2', '--company', 'x.json']],
  ])('%s is refused', (_name, words) => {
    expect(problemsOf(...words)).toHaveLength(1);
  });

  test('a secret is not repeated where it is refused', () => {
    expect(problemsOf('--app', 'ding1:pässword').join()).not.toContain('ssword');
  });
});
