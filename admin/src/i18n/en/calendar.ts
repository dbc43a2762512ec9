import type { Catalogue } from '../catalogue.js';

export const calendar = {
  title: 'Working days',
  note: 'Everything that counts working days goes by this; for a year that is not loaded no day is worked out',
  year: '%{year}',
  workingDays: '%{days} working days in the year',
  source: 'By: %{source}',
  shipped: 'came with the system',
  loadedBy: 'loaded by %{name}, %{at}',
  off: 'off',
  on: 'on',
  month: '%{month}',
  weekdays: 'MTWTFSS',
  load: 'Load a new year',
  loadNote:
    'The State Council publishes the next year’s holidays about November; put them into a file like the sample and load it, no network is needed',
  choose: 'Choose a file',
  sample: 'Download the sample of %{year}',
  preview: 'Check before loading',
  previewNew: '%{year}: new, %{days} working days in the year; these days depart from the usual week',
  previewChanged: '%{year}: loaded before, %{count} days will change (%{days} working days afterwards)',
  previewSame: '%{year}: the same as what is loaded, nothing changes',
  date: 'Date',
  before: 'Now',
  after: 'Afterwards',
  confirm: 'Load',
  done: 'Loaded. Days that are counted in working days have been worked out anew.',
} satisfies Catalogue['calendar'];
