import { isQuiet } from './quiet.js';

describe('the quiet hours', () => {
  it.each([
    ['20:00', '08:00', ['20:00', '23:59', '00:00', '07:59'], ['08:00', '12:00', '19:59']],
    ['12:00', '14:00', ['12:00', '13:59'], ['11:59', '14:00', '00:00']],
    ['08:00', '08:00', [], ['00:00', '07:59', '08:00', '23:59']],
  ])('from %s to %s', (quietFrom, quietTo, quiet, loud) => {
    for (const time of quiet) expect([time, isQuiet(time, { quietFrom, quietTo })]).toEqual([time, true]);
    for (const time of loud) expect([time, isQuiet(time, { quietFrom, quietTo })]).toEqual([time, false]);
  });
});
