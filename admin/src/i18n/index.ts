import polyglotI18nProvider from 'ra-i18n-polyglot';
import { useTranslate } from 'react-admin';
import { zh } from './zh/index.js';

/** Every key of the catalogue, joined by dots. */
export type TextKey = Keys<typeof zh>;
type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];

export type Params = Record<string, string | number>;

const LOCALES = [
  { locale: 'zh', name: '中文' },
  { locale: 'en', name: 'English' },
];

export const i18nProvider = polyglotI18nProvider(
  locale => (locale === 'en' ? import('./en/index.js').then(module => module.en) : zh),
  'zh',
  LOCALES,
  // The server's own sentences pass through the same door as keys; keys of ours cannot be missing, the compiler sees to that.
  { allowMissing: true },
);

/** A text of the catalogue, outside of components (with hooks at hand use `useText`). */
export const text = (key: TextKey, params?: Params): string => i18nProvider.translate(key, params);

/** Gives the function that turns a key of the catalogue into the text of the chosen language; unknown keys do not compile. */
export function useText(): (key: TextKey, params?: Params) => string {
  return useTranslate();
}
