import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.js';
import { useMay } from '../api/session.js';
import type { DocumentName, IntakeRecord } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { dayOf, formatDate, ProblemNote, UnitPicker, UnitsPicker, useAttempt } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import type { Desk } from './useDesk.js';

interface Props {
  desk: Desk;
  documentId: number;
  mayChange: boolean;
  onClose: () => void;
  /** Leads to a record. */
  onGo: (recordId: number) => void;
}

/** Every unit that the document names, and what each name means: said once, it holds for all records that carry the name. */
export function NamesDialog({ desk, documentId, mayChange, onClose, onGo }: Props) {
  const t = useText();
  const mayKeep = useMay('unit.alias');
  const [alias, setAlias] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['documents', 'names', documentId],
    queryFn: () => client.documentNames(documentId),
  });
  const names = data?.data ?? [];
  const open = names.filter(({ source }) => source === 'open');
  const rest = names.filter(({ source }) => source !== 'open');
  const queries = useQueryClient();
  const shownAnew = () => Promise.all([refetch(), queries.invalidateQueries({ queryKey: ['breakdown'] })]);
  const unasked = open.filter(({ asked }) => !isWaiting(asked)).map(({ name }) => name);
  const say = (name: string, unitIds: number[]) => void desk.name([name], unitIds, alias && unitIds.length === 1).then(shownAnew);
  const restAsText = () => void desk.name(unasked, []).then(shownAnew);
  const { attempt, problem } = useAttempt();
  const ask = (name: string) =>
    void attempt(async () => queries.setQueryData(['documents', 'names', documentId], await client.askForUnit(documentId, name)));
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth>
      <DialogTitle>{t('documents.names.title')}</DialogTitle>
      <DialogContent sx={{ fontSize: 13 }}>
        <Box sx={{ color: 'text.secondary', mb: 1 }}>{t('documents.names.note')}</Box>
        <ProblemNote
          problem={error ?? desk.problem ?? problem}
          onRetry={() => refetch()}
          onReload={() => desk.reload().then(() => refetch())}
        />
        {mayChange && mayKeep && (
          <FormControlLabel
            control={<Checkbox size="small" checked={alias} onChange={event => setAlias(event.target.checked)} />}
            label={t('documents.names.alias')}
            slotProps={{ typography: { sx: { fontSize: 13 } } }}
          />
        )}
        <Box component="ul" sx={list}>
          {[...open, ...rest].map(name => (
            <NameLine
              key={name.name}
              name={name}
              record={desk.document?.records.find(record => [...record.lead, ...record.support].includes(name.name))}
              onGo={onGo}
              onSay={mayChange ? unitIds => say(name.name, unitIds) : undefined}
              onAsk={() => ask(name.name)}
            />
          ))}
        </Box>
        {data && names.length === 0 && t('documents.names.none')}
      </DialogContent>
      <DialogActions>
        <Box sx={{ mr: 'auto', pl: 2, fontSize: 13 }}>{t('documents.names.left', { count: open.length })}</Box>
        {mayChange && unasked.length > 1 && (
          <Button variant="outlined" onClick={restAsText}>
            {t('documents.names.restAsText', { count: unasked.length })}
          </Button>
        )}
        <Button variant="contained" onClick={onClose}>
          {t('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface NameProps {
  name: DocumentName;
  /** The first record that carries the name; absent where it stands in a part of the document that is not on the screen. */
  record: IntakeRecord | undefined;
  onGo: (recordId: number) => void;
  onSay?: (unitIds: number[]) => void;
  /** Asks the administrator to register it. */
  onAsk: () => void;
}

/** A request that nobody has answered yet. */
const isWaiting = (asked: DocumentName['asked']) => asked !== null && asked.answer === null;

function NameLine({ name, record, onGo, onSay, onAsk }: NameProps) {
  const t = useText();
  const { records, unitIds, unitName, source, several, suggestions, asked } = name;
  return (
    <li className={source}>
      <div>
        <strong>{name.name}</strong>
        {record ? (
          <Button className="count" title={record.words} onClick={() => onGo(record.id)}>
            {t('documents.names.see', { count: records })}
          </Button>
        ) : (
          <span className="count">{t('documents.names.count', { count: records })}</span>
        )}
      </div>
      <div className="means">
        {several && source === 'open' ? t('documents.names.which') : t(`documents.names.source.${source}`)}
        {unitName && `：${unitName}`}
        {onSay &&
          source === 'open' &&
          suggestions.map(({ unitIds, unitName }) => (
            <Button key={unitIds.join()} variant="outlined" onClick={() => onSay(unitIds)} sx={{ ml: 0.75, py: 0 }}>
              {t('documents.names.is', { unit: unitName })}
            </Button>
          ))}
        {source === 'open' && asked && <Asked {...asked} />}
        {onSay && source === 'open' && !several && !isWaiting(asked) && (
          <Button onClick={onAsk} title={t('documents.names.askHelp')} sx={{ ml: 0.75, py: 0 }}>
            {t('documents.names.ask')}
          </Button>
        )}
      </div>
      {onSay && (
        <>
          <Box sx={{ width: 260 }}>
            {several || unitIds.length > 1 ? (
              <SeveralUnits key={unitIds.join()} known={unitIds} onSay={onSay} />
            ) : (
              <UnitPicker value={unitIds[0] ?? null} onChange={id => id !== null && onSay([id])} label={t('documents.names.pick')} />
            )}
          </Box>
          <Button color="inherit" disabled={source === 'text'} onClick={() => onSay([])}>
            {t('documents.names.asText')}
          </Button>
        </>
      )}
    </li>
  );
}

/** That the administrator was asked, and what came of it. */
function Asked({ byName, at, answer }: NonNullable<DocumentName['asked']>) {
  const t = useText();
  return (
    <Box sx={{ color: COLOURS.inkSoft }}>
      {answer === null
        ? t('documents.names.asked', { name: byName, date: formatDate(dayOf(at)) })
        : t('documents.names.answered', { answer })}
    </Box>
  );
}

/** Several units are said together, once they are all chosen. */
function SeveralUnits({ known, onSay }: { known: number[]; onSay: (unitIds: number[]) => void }) {
  const t = useText();
  const [chosen, setChosen] = useState(known);
  return (
    <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'end' }}>
      <Box sx={{ width: '100%' }}>
        <UnitsPicker value={chosen} onChange={setChosen} label={t('documents.names.pick')} limitTags={1} />
      </Box>
      {chosen.length > 0 && chosen.join() !== known.join() && (
        <Button variant="contained" onClick={() => onSay(chosen)}>
          {t('documents.names.these', { count: chosen.length })}
        </Button>
      )}
    </Box>
  );
}

const list = {
  listStyle: 'none',
  m: 0,
  p: 0,
  '& li': {
    display: 'grid',
    gridTemplateColumns: '210px minmax(0,1fr) auto auto',
    gap: 1,
    alignItems: 'center',
    py: 0.75,
    borderBottom: `1px solid ${COLOURS.line}`,
  },
  '& .count': { ml: 1, fontSize: 12, py: 0, minWidth: 0 },
  '& span.count': { color: COLOURS.inkSoft },
  '& .open .means': { color: COLOURS.warn },
} as const;
