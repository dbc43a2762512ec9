import Bookmark from '@mui/icons-material/BookmarkBorder';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useListContext, useNotify, useStore } from 'react-admin';
import { client } from '../api/client.js';
import type { LedgerView, SaveLedgerView } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { SaveViewDialog } from './SaveViewDialog.js';
import { useLedgerColumns } from './useLedgerColumns.js';
import { useOpenView } from './useOpenView.js';

const QUERY = { queryKey: ['ledger-views'], queryFn: client.ledgerViews };

/** The person's saved views of the ledger and those shared with the unit: open, save, update, pass on, delete. */
export function SavedViews() {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [naming, setNaming] = useState(false);
  const { data } = useQuery(QUERY);
  const { open, reset } = useOpenView();
  const [openKey] = useStore<string | null>('tasks.view', null);
  const views = data?.data ?? [];
  const current = views.find(view => view.key === openKey);
  const close = () => setAnchor(null);
  const choose = (view: LedgerView) => {
    close();
    open(view);
  };
  const entries = (title: string, shown: LedgerView[]) =>
    shown.length > 0 && [
      <ListSubheader key={title} sx={{ lineHeight: '28px' }}>
        {title}
      </ListSubheader>,
      ...shown.map(view => (
        <MenuItem key={view.key} selected={view.key === openKey} onClick={() => choose(view)}>
          {view.name}
          {!view.mine && (
            <Typography variant="caption" color="textSecondary" sx={{ ml: 1 }}>
              {t('views.saved.by', { name: view.ownerName })}
            </Typography>
          )}
        </MenuItem>
      )),
    ];
  return (
    <>
      <Button variant="outlined" startIcon={<Bookmark />} onClick={event => setAnchor(event.currentTarget)}>
        {current?.name ?? t('views.saved.button')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ paper: { sx: { maxWidth: 360 } } }}>
        {entries(
          t('views.saved.own'),
          views.filter(view => view.mine),
        )}
        {entries(
          t('views.saved.shared'),
          views.filter(view => !view.mine),
        )}
        {views.length === 0 && (
          <Typography variant="body2" color="textSecondary" component="li" sx={{ px: 2, py: 1 }}>
            {t('views.saved.none')}
          </Typography>
        )}
        <Divider />
        <MenuItem
          onClick={() => {
            close();
            setNaming(true);
          }}
        >
          {t('views.saved.save')}
        </MenuItem>
        {current && <CurrentActs view={current} onDone={close} />}
        <MenuItem
          onClick={() => {
            close();
            reset();
          }}
        >
          {t('views.saved.usual')}
        </MenuItem>
      </Menu>
      {naming && <SaveViewDialog onClose={() => setNaming(false)} />}
    </>
  );
}

/** What can be done with the view that is open: its link for everybody, the rest for its owner. */
function CurrentActs({ view, onDone }: { view: LedgerView; onDone: () => void }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const { filterValues, sort } = useListContext();
  const { shown } = useLedgerColumns();
  const { name } = view;
  const settle = (sent: Promise<unknown>, said: string) => {
    onDone();
    void sent.then(
      () => notify(said, { type: 'success' }),
      error => notify(error.message, { type: 'error' }),
    );
    void sent.finally(() => queries.invalidateQueries({ queryKey: QUERY.queryKey })).catch(() => undefined);
  };
  const update = () => {
    const now = { name, unitId: view.unitId, filter: filterValues, sort, columns: shown, version: view.version };
    settle(client.changeLedgerView(view.key, now as SaveLedgerView & { version: number }), t('views.saved.updated'));
  };
  return [
    view.mine && (
      <MenuItem key="update" onClick={update}>
        {t('views.saved.update', { name })}
      </MenuItem>
    ),
    <MenuItem key="copy" onClick={() => void copyLink(view.key).then(copied => settleCopy(copied))}>
      {t('views.saved.copy', { name })}
    </MenuItem>,
    view.mine && (
      <MenuItem key="remove" onClick={() => settle(client.removeLedgerView(view.key), t('views.saved.removed'))}>
        {t('views.saved.remove', { name })}
      </MenuItem>
    ),
  ];

  function settleCopy(copied: string | null): void {
    onDone();
    notify(copied === null ? t('views.saved.copied') : t('views.saved.link', { link: copied }), {
      autoHideDuration: copied ? 30_000 : 4000,
    });
  }
}

/** Puts the link on the clipboard; gives it back where the browser does not allow that (plain http by address). */
async function copyLink(key: string): Promise<string | null> {
  const link = `${location.origin}/tasks?view=${key}`;
  return navigator.clipboard
    ? navigator.clipboard.writeText(link).then(
        () => null,
        () => link,
      )
    : link;
}
