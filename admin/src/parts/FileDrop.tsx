import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/index.js';
import { COLOURS } from '../theme.js';
import { type SendFile, type Sending, useFileQueue } from './fileQueue.js';
import { droppedFiles, withoutLitter } from './folders.js';
import { formatSize, stampOf } from './format.js';

interface Props {
  /** Sends one file; its error's message is shown beside the file. */
  send: SendFile;
  /** Largest size in bytes (from the session's limits). */
  limit: number;
  /** As of an input's `accept`, e.g. '.txt'. */
  accept?: string;
  single?: boolean;
  /** Takes pictures pasted anywhere on the page, too (a screenshot). */
  paste?: boolean;
  /** Offers to choose a whole folder; its files are sent one by one. */
  folders?: boolean;
  /** A file that broke off goes on where it stopped when it is chosen again: the person is told so. */
  resumes?: boolean;
  /** What went through is listed elsewhere on the page: only files on their way and refusals stay in sight here. */
  listed?: boolean;
  /** After each file that went through. */
  onSent?: (result: unknown) => void;
  hint?: string;
}

/** Files dropped or chosen are sent one after the other, each with its own progress; a refusal is told per file and the rest goes on. */
export function FileDrop({ send, limit, accept, single, paste = false, folders, resumes, listed, onSent, hint }: Props) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const queue = useFileQueue(send, limit, onSent);
  const folder = useRef<HTMLInputElement>(null);
  const take = (files: Iterable<File>) => queue.add([...files].slice(0, single ? 1 : undefined));
  usePastedFiles(paste, queue.add);
  useStrayDrops();
  return (
    <Box className="no-print">
      <Box
        component="button"
        type="button"
        onClick={() => input.current?.click()}
        onDragOver={(event: React.DragEvent) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event: React.DragEvent) => {
          event.preventDefault();
          setOver(false);
          void droppedFiles(event.dataTransfer).then(take);
        }}
        sx={{ ...zone, bgcolor: over ? COLOURS.accentSoft : COLOURS.band, borderColor: over ? COLOURS.accent : COLOURS.line }}
      >
        <Typography component="span" variant="h3" sx={{ color: COLOURS.accent, display: 'block' }}>
          {t('app.file.drop')}
        </Typography>
        <Typography component="span" variant="caption" color="textSecondary">
          {hint ? `${hint} ` : ''}
          {t(single ? 'app.file.single' : 'app.file.several', { limit: formatSize(limit) })}
          {paste && t('app.file.paste')}
          {resumes && t('app.file.resumes')} {t('app.secrecy')}。
        </Typography>
      </Box>
      <Chooser input={input} multiple={!single} accept={accept} onChosen={take} />
      {folders && (
        <>
          <Button onClick={() => folder.current?.click()}>{t('app.file.folder')}</Button>
          <Chooser input={folder} multiple {...{ webkitdirectory: '' }} onChosen={files => take(withoutLitter(files))} />
        </>
      )}
      <Box component="ul" aria-live="polite" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {queue.items
          .filter(item => !listed || item.state !== 'done')
          .map(item => (
            <FileRow
              key={item.id}
              item={item}
              onStop={() => queue.stop(item.id)}
              onAgain={() => queue.again(item.id)}
              onDismiss={() => queue.dismiss(item.id)}
            />
          ))}
      </Box>
    </Box>
  );
}

interface ChooserProps extends React.InputHTMLAttributes<HTMLInputElement> {
  input: React.Ref<HTMLInputElement>;
  onChosen: (files: File[]) => void;
}

/** The browser's own window for choosing files, opened by a button; the same file may be chosen twice. */
function Chooser({ input, onChosen, ...rest }: ChooserProps) {
  return (
    <input
      {...rest}
      ref={input}
      type="file"
      hidden
      onChange={event => {
        onChosen([...(event.target.files ?? [])]);
        event.target.value = '';
      }}
    />
  );
}

/** Hands over files pasted on the page, unless the person pastes into a field. A picture without a name of its own is named by its moment. */
function usePastedFiles(on: boolean, add: (files: File[]) => void): void {
  const t = useText();
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    if (!on) return;
    const pasted = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const typing = event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]');
      if (files.length === 0 || typing) return;
      event.preventDefault();
      latest.current(files.map(file => (/^image\.\w+$/.test(file.name) ? renamed(file, t('app.file.screenshot')) : file)));
    };
    window.addEventListener('paste', pasted);
    return () => window.removeEventListener('paste', pasted);
  }, [on, t]);
}

/** 截图-2026-11-22-1532.png */
function renamed(file: File, word: string): File {
  const extension = file.name.slice(file.name.lastIndexOf('.'));
  const name = `${word}-${stampOf(new Date(file.lastModified))}${extension}`;
  return new File([file], name, { type: file.type, lastModified: file.lastModified });
}

/** A file that is let go beside the place for it must not take the page away: the browser would open it instead. */
function useStrayDrops(): void {
  useEffect(() => {
    const ignore = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, ignore);
    return () => {
      for (const type of ['dragover', 'drop'] as const) window.removeEventListener(type, ignore);
    };
  }, []);
}

function FileRow({ item, onStop, onAgain, onDismiss }: { item: Sending; onStop: () => void; onAgain: () => void; onDismiss: () => void }) {
  const t = useText();
  const percent = Math.round(item.share * 100);
  const state = item.state === 'sending' && percent === 100 ? 'checking' : item.state;
  return (
    <Box component="li" sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontSize: 13 }}>
        <Box
          component="span"
          title={item.file.name}
          sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {item.file.name}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
          {formatSize(item.file.size)}
        </Box>
        <Box component="span" sx={{ ml: 'auto', whiteSpace: 'nowrap', color: INK[item.state] }}>
          {t(`app.file.${state}`, { percent })}
        </Box>
        {(item.state === 'sending' || item.state === 'waiting') && <Button onClick={onStop}>{t('app.file.stop')}</Button>}
        {item.retry && <Button onClick={onAgain}>{t('app.file.again')}</Button>}
        {['done', 'failed', 'stopped'].includes(item.state) && <Button onClick={onDismiss}>{t('app.file.dismiss')}</Button>}
      </Box>
      {item.state === 'sending' && (
        <LinearProgress variant={percent === 100 ? 'indeterminate' : 'determinate'} value={percent} aria-label={item.file.name} />
      )}
      {item.error && (
        <Typography variant="body2" role="alert" sx={{ color: COLOURS.danger }}>
          {item.error}
        </Typography>
      )}
    </Box>
  );
}

const INK: Record<Sending['state'], string> = {
  waiting: COLOURS.inkSoft,
  sending: COLOURS.accent,
  done: COLOURS.good,
  failed: COLOURS.danger,
  stopped: COLOURS.inkSoft,
};

const zone = {
  width: '100%',
  border: '1px dashed',
  borderRadius: 1,
  p: 2,
  textAlign: 'center',
  cursor: 'pointer',
  font: 'inherit',
  color: 'inherit',
} as const;
