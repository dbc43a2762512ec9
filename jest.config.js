/** Specs beside the code (`server/src`) and the crossing tests (`test/`), compiled by swc; ESM-only packages are turned into CommonJS too. */
const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
};
const js = { ...swc, jsc: { ...swc.jsc, parser: { syntax: 'ecmascript' }, transform: {} } };
const esm = [
  '@nestjs',
  '@tus',
  'srvx',
  'file-type',
  'load-esm',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'cookie',
];

export default {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  roots: ['<rootDir>/server/src', '<rootDir>/test', '<rootDir>/admin/src'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', swc], '^.+\\.m?js$': ['@swc/jest', js] },
  transformIgnorePatterns: [`/node_modules/(?!(${esm.join('|')})/)`],
  // file-type offers itself to `import` only.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^file-type$': '<rootDir>/node_modules/file-type/index.js' },
  // Nothing takes so long but a fault: on a machine that does other things too, everything takes a multiple of its time.
  testTimeout: 180_000,
};
