import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { TableTemplate } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ProblemNote, SendDialog } from '../parts/index.js';

/** The office's form of the breakdown table: which columns, in which order, under which headings. */
export function TableTemplateDialog({ planId, onClose }: { planId: number; onClose: () => void }) {
  const queryKey = ['plans', 'tableTemplate', planId];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => client.tableTemplate(planId), refetchOnWindowFocus: false });
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  return data ? <OpenTemplate key={data.version} template={data} planId={planId} onReload={() => refetch()} onClose={onClose} /> : null;
}

type Column = TableTemplate['columns'][number];

interface Props {
  template: TableTemplate;
  planId: number;
  onReload: () => void;
  onClose: () => void;
}

function OpenTemplate({ template, planId, onReload, onClose }: Props) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [title, setTitle] = useState(template.title);
  const [paper, setPaper] = useState(template.paper);
  const [columns, setColumns] = useState<Column[]>(template.columns);
  const send = async () => {
    const saved = await client.saveTableTemplate(planId, { title, paper, columns, version: template.version });
    queries.setQueryData(['plans', 'tableTemplate', planId], saved);
    notify(t('plans.table.templateSaved'), { type: 'success' });
    onClose();
  };
  return (
    <SendDialog
      title={t('plans.table.templateTitle', { unit: template.unitName })}
      submitLabel={t('ra.action.save')}
      send={send}
      onReload={onReload}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 130px', gap: 1 }}>
        <TextField
          size="small"
          label={t('plans.table.titleLabel')}
          value={title}
          onChange={event => setTitle(event.target.value)}
          helperText={t('plans.table.titleHelp')}
        />
        <Select
          size="small"
          value={paper}
          onChange={event => setPaper(event.target.value)}
          aria-label={t('plans.table.paper')}
          sx={{ height: 36 }}
        >
          <MenuItem value="A4">{t('plans.table.papers.a4')}</MenuItem>
          <MenuItem value="A3">{t('plans.table.papers.a3')}</MenuItem>
        </Select>
      </Box>
      <Columns template={template} columns={columns} onChange={setColumns} />
    </SendDialog>
  );
}

interface ColumnsProps {
  template: TableTemplate;
  columns: Column[];
  onChange: (columns: Column[]) => void;
}

/** The columns in their order, and those that can be added. */
function Columns({ template, columns, onChange }: ColumnsProps) {
  const t = useText();
  const left = template.fields.filter(({ field }) => field === 'blank' || !columns.some(column => column.field === field));
  const move = (index: number, by: number) => {
    const next = [...columns];
    const [column] = next.splice(index, 1);
    next.splice(index + by, 0, column!);
    onChange(next);
  };
  return (
    <div>
      <Typography variant="caption" color="textSecondary">
        {t('plans.table.columnsHelp')}
      </Typography>
      <Box component="ol" sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none' }}>
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several columns to fill in by hand look the same
          <Box component="li" key={`${column.field}${index}`} sx={line}>
            <Box sx={{ width: 24, color: 'text.secondary', fontSize: 12 }}>{index + 1}</Box>
            <Box sx={{ width: 110, fontSize: 13 }}>{nameOf(template, column, t('plans.table.byHand'))}</Box>
            <TextField
              size="small"
              margin="none"
              value={column.heading}
              onChange={event => onChange(columns.map((each, at) => (at === index ? { ...each, heading: event.target.value } : each)))}
              slotProps={{ htmlInput: { 'aria-label': t('plans.table.heading'), maxLength: 30 } }}
              sx={{ flex: 1 }}
            />
            <Small label={t('plans.table.up')} sign="↑" disabled={index === 0} onClick={() => move(index, -1)} />
            <Small label={t('plans.table.down')} sign="↓" disabled={index === columns.length - 1} onClick={() => move(index, 1)} />
            <Small label={t('plans.table.remove')} sign="✕" onClick={() => onChange(columns.filter(each => each !== column))} />
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 1, alignItems: 'center' }}>
        <Typography variant="caption" color="textSecondary">
          {t('plans.table.add')}
        </Typography>
        {left.map(({ field, label }) => (
          <Button
            key={field}
            size="small"
            variant="outlined"
            onClick={() => onChange([...columns, { field, heading: field === 'blank' ? '' : label }])}
          >
            + {field === 'blank' ? t('plans.table.byHand') : label}
          </Button>
        ))}
      </Box>
    </div>
  );
}

/** A button of one sign, named for whoever does not see it. */
function Small({ label, sign, ...button }: { label: string; sign: string; disabled?: boolean; onClick: () => void }) {
  return (
    <IconButton size="small" aria-label={label} {...button}>
      {sign}
    </IconButton>
  );
}

function nameOf({ fields }: TableTemplate, { field }: Column, byHand: string): string {
  return field === 'blank' ? byHand : (fields.find(each => each.field === field)?.label ?? field);
}

const line = { display: 'flex', alignItems: 'center', gap: 0.5, py: '2px' } as const;
