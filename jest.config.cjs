/** @type {import('jest').Config} */
module.exports = {
  roots: [
    '<rootDir>/rules',
    '<rootDir>/src',
    '<rootDir>/conformance-pack',
    '<rootDir>/deploy',
    '<rootDir>/docs',
    '<rootDir>/test',
  ],
  testMatch: ['**/*.test.ts'],
  // Jest's default leaves one core idle, which on two cores is half of them.
  maxWorkers: '100%',
  // What takes minutes is `npm run test:long`.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.LONG_TESTS ? [] : ['\\.long\\.test\\.ts$'])],
  transform: { '\\.ts$': '<rootDir>/scripts/jest-transformer.cjs' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', 'rules/**/*.ts', '!**/*.test.ts', '!**/*.generated.ts'],
  setupFiles: ['<rootDir>/scripts/jest-environment.cjs'],
};
