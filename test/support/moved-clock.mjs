/**
 * For `node --import …/moved-clock.mjs?ahead=<milliseconds>`: a program of the product that takes another day for today and lives on from there,
 * as the plans of the seeds are of 2026. What a test shows must not depend on the day on which it runs.
 */
const Real = Date;
const ahead = Number(new URL(import.meta.url).searchParams.get('ahead'));
const now = () => Real.now() + ahead;

globalThis.Date = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
