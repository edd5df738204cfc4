import type { Plugin } from 'esbuild';
import { forwardedRules } from './catalogue.js';

/** Puts the rows of `catalogue.ts` in its place, so that no rule's code is bundled. */
export const cataloguePlugin: Plugin = {
  name: 'catalogue',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]deploy[\\/]forwarder[\\/]catalogue\.ts$/ }, () => ({
      contents: `export const forwardedRules = ${JSON.stringify(forwardedRules)};\n`,
      loader: 'js',
    }));
  },
};
