import { type Caller, findScoped, scopedCalls } from '../../e2e/wire/calls.ts';
import { scopedJsapi } from '../../e2e/wire/jsapi-calls.ts';

/** One request that was seen on the wire, and how it was answered. */
export interface Seen {
  readonly caller: string;
  readonly method: string;
  readonly path: string;
  readonly code: string;
}

const callers: readonly Caller[] = ['client', '@alicloud/dingtalk', 'dingtalk-stream', 'browser', 'plain'];
const headings = ['our client', '`@alicloud/dingtalk`', '`dingtalk-stream`', 'browser', 'by hand'];

const mark = { seen: '✓', gap: '**gap**', outside: '·' } as const;

/** The page as Markdown, and how many calls in scope nobody was seen to make. */
export function renderCoverage(seen: readonly Seen[]): { readonly text: string; readonly gaps: number } {
  const made = new Set(
    seen
      .filter(({ code }) => code === '0')
      .map(({ caller, method, path }) => `${caller} ${method} ${findScoped(method, path)?.path ?? path}`),
  );
  let gaps = 0;
  const cellOf = (isSeen: boolean) => {
    if (!isSeen) gaps += 1;
    return isSeen ? mark.seen : mark.gap;
  };
  const rows = scopedCalls.map(({ section, method, path, callers: wanted }) => {
    const by = (caller: Caller) => made.has(`${caller} ${method} ${path}`);
    const cells = callers.map((caller) => (wanted.includes(caller) ? cellOf(by(caller)) : mark.outside));
    const [own = mark.gap, ...others] = cells;
    const recorded = wanted.includes('client') ? cellOf(made.has(`recording ${method} ${path}`)) : mark.outside;
    return `| \`${method} ${path}\` | §${section} | ${[recorded, own, cellOf(callers.some(by)), ...others].join(' | ')} |`;
  });
  const platforms = ['ios', 'android', 'pc'] as const;
  const jsapiRows = scopedJsapi.map(({ api, wire, on }) => {
    const cells = platforms.map((platform) =>
      on.includes(platform) ? cellOf(made.has(`dingtalk-jsapi ${platform} ${wire}`)) : mark.outside,
    );
    return `| \`dd.${api}\` | \`${wire}\` | ${cells.join(' | ')} |`;
  });
  const text = `# What was seen on DingTalk's wire

Made by \`npm test\` from the traffic of its own run (\`npm run coverage\` writes it anew): every call of the reference that is in
scope, and who was seen to make it and to be answered with success. The emulator is written from the documents and knows none
of the callers; the official SDKs know neither it nor us.

- recorded: our client against bodies written down by hand from the documents; the other columns: against the emulator
- ✓ a request by this path was answered with success in the last run
- **gap** in scope, and no such traffic: \`npm test\` fails
- · not this caller's: the official server SDK has the new family only, the Stream SDK two calls;
  by hand: what neither needs, asked as the documents write it

| call | reference | ${headings[0]}, recorded | ${headings[0]} | emulator | ${headings.slice(1).join(' | ')} |
| --- | --- | :---: | :---: | :---: | :---: | :---: | :---: | :---: |
${rows.join('\n')}

## In the page

The official \`dingtalk-jsapi\`, unmodified, in Chromium with the identity of each client; \`dd.config\` signed by our client. · means
that the API does not exist there, and was refused.

| API | method on the wire | iOS | Android | PC |
| --- | --- | :---: | :---: | :---: |
${jsapiRows.join('\n')}

${scopedCalls.length} calls and ${scopedJsapi.length} page APIs in scope, ${gaps} gaps.
`;
  return { text, gaps };
}
