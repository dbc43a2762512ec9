import { useState } from 'react';
import { useText } from '../i18n/index.js';
import { ReasonField, SendDialog } from '../parts/index.js';

interface Props {
  title: string;
  /** What the button says. */
  label: string;
  note?: string;
  onWithdraw: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the reason before an upload by mistake is taken back. */
export function WithdrawDialog({ title, label, note, onWithdraw, onClose }: Props) {
  const t = useText();
  const [reason, setReason] = useState('');
  return (
    <SendDialog
      title={title}
      note={note}
      submitLabel={label}
      danger
      ready={reason.trim() !== ''}
      width="xs"
      send={() => onWithdraw(reason)}
      onClose={onClose}
    >
      <ReasonField label={t('plans.versions.reason')} value={reason} onChange={setReason} />
    </SendDialog>
  );
}
