import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '../../api/client.js';
import type { Comment, Onlooker, TaskDetail } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { dropDraft, keepDraft, readDraft } from '../../parts/drafts.js';
import { InstantText, ProblemNote, useActed, useAttempt } from '../../parts/index.js';
import { Words } from './Fact.js';

/** What people say about the task, the oldest first, and the line to say something more. */
export function Comments({ task }: { task: TaskDetail }) {
  const t = useText();
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {task.comments.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('taskPage.comments.empty')}
        </Typography>
      )}
      {task.comments.map(comment => (
        <Entry key={comment.id} comment={comment} />
      ))}
      <WriteLine taskId={task.id} />
    </Box>
  );
}

function Entry({ comment }: { comment: Comment }) {
  const t = useText();
  const who = [comment.unitName, comment.authorPost].filter(Boolean).join(' · ');
  return (
    <Box component="article" sx={{ breakInside: 'avoid', minWidth: 0 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="h3" component="span">
          {comment.authorName}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ minWidth: 0 }}>
          {who}
        </Typography>
        <Typography variant="caption" color="textSecondary" sx={{ ml: 'auto', whiteSpace: 'nowrap' }}>
          <InstantText value={comment.at} />
        </Typography>
        {comment.mayWithdraw && <Withdraw id={comment.id} />}
      </Box>
      {comment.text === null ? (
        <Typography variant="body2" color="textSecondary">
          {t('taskPage.comments.withdrawn')} <InstantText value={comment.withdrawnAt ?? comment.at} />
        </Typography>
      ) : (
        <Words>
          {comment.mentionedNames.map(name => (
            <Box key={name} component="span" sx={{ color: 'primary.main', mr: 0.75 }}>
              @{name}
            </Box>
          ))}
          {comment.text}
        </Words>
      )}
    </Box>
  );
}

/** Asks once more in place: a comment that was taken back does not come again. */
function Withdraw({ id }: { id: number }) {
  const t = useText();
  const acted = useActed();
  const [asked, setAsked] = useState(false);
  const { attempt, problem, busy } = useAttempt();
  const withdraw = () => attempt(() => client.withdrawComment(id).then(acted));
  return (
    <Box className="no-print" sx={{ whiteSpace: 'nowrap' }}>
      <ProblemNote problem={problem} />
      <Button
        size="small"
        color={asked ? 'error' : 'inherit'}
        loading={busy}
        sx={{ py: 0, minWidth: 0 }}
        onBlur={() => setAsked(false)}
        onClick={() => (asked ? void withdraw() : setAsked(true))}
      >
        {t(asked ? 'taskPage.comments.withdrawSure' : 'taskPage.comments.withdraw')}
      </Button>
    </Box>
  );
}

function WriteLine({ taskId }: { taskId: number }) {
  const t = useText();
  const acted = useActed();
  const draft = `comment.${taskId}`;
  const [text, setText] = useState(() => String(readDraft(draft)?.text ?? ''));
  const [mentioned, setMentioned] = useState<Onlooker[]>([]);
  const { attempt, problem, busy } = useAttempt();
  const type = (value: string) => {
    keepDraft(draft, { text: value });
    setText(value);
  };
  const settle = (task: TaskDetail) => {
    dropDraft(draft);
    setText('');
    setMentioned([]);
    acted(task);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || !text.trim()) return;
    const ids = mentioned.map(({ id }) => id);
    void attempt(() => client.comment(taskId, text, ids).then(settle));
  };
  return (
    <Box component="form" className="no-print" onSubmit={submit} sx={{ display: 'grid', gap: 1 }}>
      <ProblemNote problem={problem} />
      <TextField
        label={t('taskPage.comments.write')}
        value={text}
        onChange={event => type(event.target.value)}
        multiline
        minRows={2}
        maxRows={8}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <MentionPicker taskId={taskId} value={mentioned} onChange={setMentioned} />
        <Button type="submit" variant="outlined" loading={busy} disabled={!text.trim()} sx={{ whiteSpace: 'nowrap' }}>
          {t('taskPage.comments.send')}
        </Button>
      </Box>
    </Box>
  );
}

/** People who see the task; asked for when the list is opened. */
function MentionPicker({ taskId, value, onChange }: { taskId: number; value: Onlooker[]; onChange: (people: Onlooker[]) => void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { data, isFetching } = useQuery({
    queryKey: ['tasks', 'onlookers', taskId],
    queryFn: () => client.onlookers(taskId),
    enabled: open,
  });
  return (
    <Autocomplete
      multiple
      size="small"
      sx={{ flex: 1 }}
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      loading={isFetching}
      loadingText={t('taskPage.comments.loading')}
      noOptionsText={t('taskPage.comments.nobody')}
      options={data?.data ?? []}
      value={value}
      onChange={(_event, people) => onChange(people)}
      getOptionKey={person => person.id}
      getOptionLabel={person => person.name}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      renderOption={({ key: _, ...props }, person) => (
        <Box component="li" key={person.id} {...props} sx={{ display: 'block !important', fontSize: 13 }}>
          {person.name}
          <Box sx={{ color: 'text.secondary', fontSize: 12, lineHeight: 1.3 }}>
            {person.unitName} · {person.postName}
          </Box>
        </Box>
      )}
      renderInput={params => <TextField {...params} label={t('taskPage.comments.mention')} />}
    />
  );
}
