import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ruleOfCode, ruleOfDrop } from './rules.ts';

const said = /\b(?:flat\(|gateway\(|failNew\(\d+, |fail\(|^\s*\[?)'?(\d{2,6}|[a-zA-Z]+(?:\.[a-zA-Z]+)*)'?, '[^']/gm;

/** Every code in which a call or the gateway refuses, as the sources have them. */
function codesSaid(): string[] {
  const folder = import.meta.dirname;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('rules.ts'),
  );
  const found = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(said)]);
  return [...new Set(found.map((match) => match[1]!))];
}

test('every refusal stands for a documented rule, in both languages', () => {
  const codes = codesSaid();
  expect(codes).toEqual(expect.arrayContaining(['40078', 'illegalIp', '60121', 'invalidClientIdOrSecret']));
  expect(codes.filter((code) => !ruleOfCode(code))).toEqual([]);
  for (const code of codes) expect(ruleOfCode(code)).toMatchObject({ section: expect.stringMatching(/^\d+(\.\d+)?$/) });
});

test('every silent drop does too', () => {
  for (const code of ['143103', '143104', '143105', '143106', '1430002', '1430003', '1430004']) {
    expect(ruleOfDrop(code)?.zh).toMatch(/没收到/);
  }
});
