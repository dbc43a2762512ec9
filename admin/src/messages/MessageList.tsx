import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useQueryClient } from '@tanstack/react-query';
import { DataTable, useListContext, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { client } from '../api/client.js';
import { MESSAGE_KINDS } from '../api/rules.js';
import { useMay } from '../api/session.js';
import type { Message } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, InstantText, KeyTable, ListPage, SelectFilter, useFilter } from '../parts/index.js';
import { MyMail } from './MyMail.js';

const KINDS = Object.entries(MESSAGE_KINDS).map(([id, name]) => ({ id, name }));

/** Kinds that go to the units with a share in the task, who find the next step in their own list. */
const TO_SHARERS: Message['kind'][] = ['issued', 'urged', 'due_soon', 'overdue'];

/** The inbox: what was handed to me, sent back, urged or comes due. Opening a line reads it and shows its task, or the list of its tasks. */
export default function MessageList() {
  const t = useText();
  return (
    <ListPage
      title={t('messages.title')}
      actions={<MyMail />}
      sort={{ field: 'at', order: 'DESC' }}
      filters={
        <>
          <OnlyUnread />
          <SelectFilter source="kind" label={t('messages.kind')} choices={KINDS} />
          <ReadAll />
        </>
      }
      empty={<EmptyState title={t('messages.empty')}>{t('messages.emptyNext')}</EmptyState>}
    >
      <Lines />
    </ListPage>
  );
}

/** Marks messages read and lets the list and the counter on top fetch anew. */
function useReading() {
  const queries = useQueryClient();
  return async (ids: number[] | 'all') => {
    await client.readMessages(ids);
    await queries.invalidateQueries({ queryKey: ['messages'] });
  };
}

function Lines() {
  const read = useReading();
  const navigate = useNavigate();
  const hasShare = useMay('task.mine');
  const open = (message: Message) => {
    if (!message.readAt) void read([message.id]);
    const list = hasShare && TO_SHARERS.includes(message.kind) ? '/mine' : '/tasks';
    if (message.tasks > 1) navigate(`${list}?filter=${encodeURIComponent(JSON.stringify({ told: message.id }))}`);
    else if (message.taskId) navigate(`/tasks/${message.taskId}/show`);
    if (message.paperId) navigate(`/papers/${message.paperId}/show`);
    return false as const;
  };
  return (
    <KeyTable<Message> rowClick={(_id, _resource, record) => open(record as Message)}>
      <DataTable.Col
        source="kind"
        disableSort
        render={(message: Message) => <span style={{ whiteSpace: 'nowrap' }}>{message.kindLabel}</span>}
      />
      <DataTable.Col source="title" disableSort render={(message: Message) => <Line message={message} />} />
      <DataTable.Col source="at" disableSort render={(message: Message) => <InstantText value={message.at} />} />
    </KeyTable>
  );
}

function Line({ message }: { message: Message }) {
  const t = useText();
  return (
    <Box>
      <Box sx={{ fontWeight: message.readAt ? 400 : 700 }}>
        {!message.readAt && (
          <Box component="span" sx={{ color: 'primary.main', fontWeight: 700, mr: 1, fontSize: 12 }}>{`● ${t('messages.unread')}`}</Box>
        )}
        {message.title}
      </Box>
      {message.body && <Box sx={{ color: 'text.secondary', fontSize: 12, whiteSpace: 'pre-line' }}>{message.body}</Box>}
    </Box>
  );
}

function OnlyUnread() {
  const t = useText();
  const [unread, setUnread] = useFilter<boolean>('unread');
  return (
    <FormControlLabel
      control={<Switch size="small" checked={unread === true} onChange={(_event, on) => setUnread(on || null)} />}
      label={t('messages.onlyUnread')}
      slotProps={{ typography: { variant: 'body2' } }}
    />
  );
}

function ReadAll() {
  const t = useText();
  const notify = useNotify();
  const read = useReading();
  const { data } = useListContext<Message & { id: number }>();
  const markAll = () =>
    read('all').then(
      () => notify(t('messages.marked'), { type: 'success' }),
      error => notify(error.message, { type: 'error' }),
    );
  return (
    <Button variant="outlined" onClick={markAll} disabled={!data?.some(message => !message.readAt)} sx={{ ml: 'auto' }}>
      {t('messages.markAll')}
    </Button>
  );
}
