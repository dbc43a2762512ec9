import MenuItem from '@mui/material/MenuItem';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { COLOURS, type Colour, LIGHTS, NAMED_LIGHTS } from '../api/rules.js';
import type { LightScheme } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { LightMark } from '../parts/index.js';

type Words = LightScheme['words'];

/** The word and the colour that a scheme gives to each light. */
export function WordsForm({ words, onChange }: { words: Words; onChange: (words: Words) => void }) {
  const t = useText();
  const set = (light: keyof Words, part: Partial<Words[keyof Words]>) => onChange({ ...words, [light]: { ...words[light], ...part } });
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {(['light', 'label', 'colour'] as const).map(column => (
            <TableCell key={column}>{t(`lightSchemes.${column}`)}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {NAMED_LIGHTS.map(light => (
          <TableRow key={light}>
            <TableCell>
              <LightMark light={light} label={words[light].label} colour={words[light].colour} />
            </TableCell>
            <TableCell>
              <TextField
                value={words[light].label}
                onChange={event => set(light, { label: event.target.value })}
                slotProps={{ htmlInput: { 'aria-label': `${LIGHTS[light].label} ${t('lightSchemes.label')}` } }}
              />
            </TableCell>
            <TableCell>
              <TextField
                select
                value={words[light].colour}
                onChange={event => set(light, { colour: event.target.value as Colour })}
                slotProps={{ htmlInput: { 'aria-label': `${LIGHTS[light].label} ${t('lightSchemes.colour')}` } }}
              >
                {Object.entries(COLOURS).map(([colour, label]) => (
                  <MenuItem key={colour} value={colour}>
                    {label}
                  </MenuItem>
                ))}
              </TextField>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
