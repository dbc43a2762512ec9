import TestSequencer from '@jest/test-sequencer';

const inBrowser = ({ path }) => path.includes('/test/browser/');

/** What is quickly told comes first: the browser plays when everything else has run. */
export default class BrowserLast extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(test => !inBrowser(test)), ...sorted.filter(inBrowser)];
  }
}
