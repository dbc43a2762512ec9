import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
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
import { ProblemNote, useAttempt } from '../parts/index.js';

/** The office's form of the breakdown table: which columns, in which order, under which headings. */
export function TableTemplateDialog({ planId, onClose }: { planId: number; onClose: () => void }) {
  const queryKey = ['plans', 'tableTemplate', planId];
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => client.tableTemplate(planId), refetchOnWindowFocus: false });
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  return data ? <OpenTemplate key={data.version} template={data} planId={planId} onReload={() => refetch()} onClose={onClose} /> : null;
}

type Column = TableTemplate['columns'][number];

function OpenTemplate({
  template,
  planId,
  onReload,
  onClose,
}: {
  template: TableTemplate;
  planId: number;
  onReload: () => void;
  onClose: () => void;
}) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [title, setTitle] = useState(template.title);
  const [paper, setPaper] = useState(template.paper);
  const [columns, setColumns] = useState<Column[]>(template.columns);
  const { attempt, problem, busy } = useAttempt();
  const left = template.fields.filter(({ field }) => field === 'blank' || !columns.some(column => column.field === field));

  const move = (index: number, by: number) => {
    const next = [...columns];
    const [column] = next.splice(index, 1);
    next.splice(index + by, 0, column!);
    setColumns(next);
  };
  const save = () =>
    attempt(async () => {
      const saved = await client.saveTableTemplate(planId, { title, paper, columns, version: template.version });
      queries.setQueryData(['plans', 'tableTemplate', planId], saved);
      notify(t('plans.table.templateSaved'), { type: 'success' });
      onClose();
    });

  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && !busy && onClose()} maxWidth="sm" fullWidth>
      <DialogTitle>{t('plans.table.templateTitle', { unit: template.unitName })}</DialogTitle>
      <DialogContent>
        <ProblemNote problem={problem} onReload={onReload} />
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 130px', gap: 1, pt: 0.75, pb: 1 }}>
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
                onChange={event => setColumns(columns.map((each, at) => (at === index ? { ...each, heading: event.target.value } : each)))}
                slotProps={{ htmlInput: { 'aria-label': t('plans.table.heading'), maxLength: 30 } }}
                sx={{ flex: 1 }}
              />
              <IconButton size="small" disabled={index === 0} onClick={() => move(index, -1)} aria-label={t('plans.table.up')}>
                ↑
              </IconButton>
              <IconButton
                size="small"
                disabled={index === columns.length - 1}
                onClick={() => move(index, 1)}
                aria-label={t('plans.table.down')}
              >
                ↓
              </IconButton>
              <IconButton
                size="small"
                onClick={() => setColumns(columns.filter(each => each !== column))}
                aria-label={t('plans.table.remove')}
              >
                ✕
              </IconButton>
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
              onClick={() => setColumns([...columns, { field, heading: field === 'blank' ? '' : label }])}
            >
              + {field === 'blank' ? t('plans.table.byHand') : label}
            </Button>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose} disabled={busy}>
          {t('ra.action.cancel')}
        </Button>
        <Button variant="contained" onClick={save} loading={busy}>
          {t('ra.action.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function nameOf({ fields }: TableTemplate, { field }: Column, byHand: string): string {
  return field === 'blank' ? byHand : (fields.find(each => each.field === field)?.label ?? field);
}

const line = { display: 'flex', alignItems: 'center', gap: 0.5, py: '2px' } as const;
