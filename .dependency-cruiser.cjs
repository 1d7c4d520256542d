// The floors of the house and the one-door packages (design: house.md, "Who may import whom").
const oneDoor = (name, packagePattern, door, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(electron|renderer|shared)/', pathNot: door },
  to: { path: packagePattern, dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ imports nothing of the other floors and no Node built-in.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|test)/' },
    },
    {
      name: 'shared-has-no-node',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-knows-no-host',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^(electron/hosts|renderer|test)/' },
    },
    {
      name: 'hosts-do-not-import-the-renderer',
      severity: 'error',
      from: { path: '^electron/hosts/' },
      to: { path: '^(renderer|test)/' },
    },
    {
      name: 'renderer-imports-shared-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|test)/' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    oneDoor(
      'electron-only-in-desktop',
      '(^electron$|^node_modules/electron/)',
      '^electron/hosts/desktop/',
      'electron: hosts/desktop',
    ),
    oneDoor(
      'sqlite-only-in-core-sqlite',
      '^node_modules/better-sqlite3/',
      '^electron/core/sqlite/',
      'better-sqlite3: core/sqlite',
    ),
    oneDoor(
      'axios-only-in-core-network',
      '^node_modules/axios/',
      '^electron/core/network/',
      'axios: core/network',
    ),
    oneDoor(
      'sheets-only-in-core-sheets',
      '^node_modules/(exceljs|csv-parse|csv-stringify|iconv-lite|yauzl)/',
      '^electron/core/sheets/',
      'spreadsheets: core/sheets',
    ),
    oneDoor(
      'libxml2-only-in-core-xml',
      '^node_modules/libxml2-wasm/',
      '^electron/core/xml/',
      'libxml2: core/xml',
    ),
    oneDoor(
      'citation-only-in-core-citation',
      '^node_modules/@citation-js/',
      '^electron/core/citation/',
      'citation-js: core/citation',
    ),
    oneDoor(
      'keyring-only-in-hosts-vault',
      '^node_modules/@napi-rs/keyring',
      '^electron/hosts/vault/',
      '@napi-rs/keyring: hosts/vault',
    ),
    oneDoor(
      'ws-only-in-browser-host',
      '^node_modules/ws/',
      '^electron/hosts/browser/',
      'ws: hosts/browser',
    ),
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|virtual:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
