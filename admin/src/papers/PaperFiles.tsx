import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { client, paperUrl } from '../api/client.js';
import type { Paper } from '../api/types.js';
import { useText } from '../i18n/index.js';

/** The paper as a file: Word at once, PDF when the server has made it; what is missing for it is said. */
export function PaperFiles({ paper }: { paper: Paper }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const ask = () =>
    client.askPaperPdf(paper.id).then(
      answer => queries.setQueryData(['papers', 'one', paper.id], answer),
      error => notify(error.message, { type: 'error' }),
    );
  const { state, trouble } = paper.pdf;
  return (
    <>
      <Button variant="outlined" href={paperUrl(paper.id, 'docx')}>
        {t('papers.docx')}
      </Button>
      {state === 'there' ? (
        <Button variant="outlined" href={paperUrl(paper.id, 'pdf')}>
          {t('papers.pdf')}
        </Button>
      ) : (
        paper.state === 'issued' && (
          <Tooltip title={trouble ?? ''}>
            <Button variant="outlined" color={trouble ? 'warning' : 'primary'} onClick={ask} loading={state === 'asked'}>
              {t(trouble ? 'papers.pdfAgain' : 'papers.pdfMake')}
            </Button>
          </Tooltip>
        )
      )}
    </>
  );
}
