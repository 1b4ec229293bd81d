// The house's import table (docs/architecture.md) as rules. Type imports count. Each message says what to do instead.

const src = (name) => `^packages/${name}/`;
const notTests = '[.]test[.]tsx?$|[-/](testing|stand-ins|fixtures?)([.]ts$|/)|[.]fixture[.]ts$|^e2e/|^bench/|/dev/';

/** `name` may import, of our own rooms, only those in `allowed`. */
function only(name, from, allowed, advice) {
  return {
    name,
    severity: 'error',
    comment: advice,
    from: { path: from, pathNot: notTests },
    to: { path: '^(packages|apps|e2e|bench)/', pathNot: [from, ...allowed] },
  };
}

export default {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two files need each other: move what both need into a third one, or pass it in as a parameter.',
      from: {},
      to: { circular: true },
    },
    only(
      'kit-is-a-leaf',
      src('kit'),
      [],
      'kit imports nothing of ours. Put the code where its need is, and let it import kit.',
    ),
    only(
      'contract-knows-kit',
      src('contract'),
      [src('kit')],
      'contract is shared by server and web: it may know kit only.',
    ),
    only('mail-html-knows-kit', src('mail-html'), [src('kit')], 'mail-html is pure: pass in what it needs.'),
    only(
      'dingtalk-knows-kit',
      src('dingtalk'),
      [src('kit')],
      'The client gets HTTP, tokens and time through ports: declare one in types.ts.',
    ),
    only(
      'mail-knows-kit-and-mail-html',
      src('mail'),
      [src('kit'), src('mail-html')],
      'mail gets the network through the Dial port; the server plugs it in.',
    ),
    only(
      'emulator-knows-kit',
      src('dingtalk-emulator'),
      [src('kit')],
      'The emulator must never see our client, or both would share one mistake. Write the wire down again from the documents.',
    ),
    only(
      'sandbox-knows-kit',
      src('mail-sandbox'),
      [src('kit')],
      'The sandbox must never see our mail client, or both would share one mistake.',
    ),
    only(
      'platform-knows-kit',
      '^apps/server/src/platform/',
      [src('kit'), `${src('contract')}src/(events|index)[.]ts$`],
      'platform serves every feature and knows none: take what you need as a parameter.',
    ),
    only(
      'http-knows-platform',
      '^apps/server/src/http/',
      ['^apps/server/src/platform/', src('contract'), src('kit')],
      'http never imports a feature: a feature exports its routes and build/ hands them over.',
    ),
    {
      name: 'features-are-strangers',
      severity: 'error',
      comment:
        'No feature imports another. Declare the port you need in your ports.ts, or publish an event; build/ plugs them together.',
      from: { path: '^apps/server/src/features/([^/]+)/' },
      to: { path: '^apps/server/src/features/([^/]+)/', pathNot: '^apps/server/src/features/$1/' },
    },
    only(
      'features-know-the-platform',
      '^apps/server/src/features/',
      [
        '^apps/server/src/(platform|http)/',
        '^apps/server/src/build/ports[.]ts$',
        src('contract'),
        src('kit'),
        src('mail-html'),
        src('mail'),
        src('dingtalk'),
      ],
      'A feature may know platform, http, contract, kit, mail-html, and the types of mail and dingtalk.',
    ),
    {
      name: 'server-does-not-know-the-demo',
      severity: 'error',
      comment: 'The product must run without the stand-ins: apps/demo starts the server, never the other way.',
      from: { path: '^apps/server/', pathNot: notTests },
      to: { path: '^(apps/(demo|web)|packages/(dingtalk-emulator|mail-sandbox))/' },
    },
    only(
      'web-knows-the-contract',
      '^apps/web/',
      [src('contract'), `${src('mail-html')}src/browser/`, `${src('kit')}`],
      'The web app knows the contract’s types and mail-html/browser; everything else comes over HTTP.',
    ),
    {
      name: 'web-takes-types-of-kit-and-contract',
      severity: 'error',
      comment: 'Schemas and server code must not reach the browser: write `import type`.',
      from: { path: '^apps/web/src/', pathNot: notTests },
      to: { path: '^packages/(contract|kit)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'mail-and-admin-are-strangers',
      severity: 'error',
      comment: 'The mail app and the console share ui/ and api/, never each other.',
      from: { path: '^apps/web/src/(mail|admin)/' },
      to: { path: '^apps/web/src/(mail|admin)/', pathNot: '^apps/web/src/$1/' },
    },
    only(
      'demo-knows-three-doors',
      '^apps/demo/',
      [src('kit'), '^apps/server/src/index[.]ts$', '^packages/(dingtalk-emulator|mail-sandbox)/src/index[.]ts$'],
      'The demo starts three programs by their doors and knows nothing of their insides.',
    ),
    {
      name: 'one-door-per-package',
      severity: 'error',
      comment:
        'Import the package by its name; what its door does not name is not for others. Add it to index.ts if it should be.',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: {
        path: '^(packages/[^/]+|apps/(server|demo))/src/',
        pathNot: [
          '^$1/$2/',
          '^packages/[^/]+/src/index[.]ts$',
          '^apps/(server|demo)/src/index[.]ts$',
          '^packages/mail-html/src/browser/index[.]ts$',
          '/testing/',
        ],
      },
    },
    {
      name: 'nothing-imports-the-proofs',
      severity: 'error',
      comment: 'e2e and bench use the product; the product does not use them.',
      from: { path: '^(packages|apps)/' },
      to: { path: '^(e2e|bench)/' },
    },
    {
      name: 'code-does-not-import-tests',
      severity: 'error',
      comment: 'Move what both need into a file of its own.',
      from: { pathNot: notTests },
      to: { path: '[.]test[.]tsx?$' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This import cannot be resolved: a typing slip, or a dependency that package.json does not name.',
      from: {},
      // `react` is Vite's alias for preact/compat.
      to: {
        couldNotResolve: true,
        pathNot: ['[?](raw|url|inline|worker)$', '[.](svg|css)$', '^react$', '^react/', '^react-dom'],
      },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API: without swc nothing would be seen, and everything would pass.
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '(^|/)(dist|coverage)/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
