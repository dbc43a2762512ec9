import Button from '@mui/material/Button';
import { useText } from '../i18n/index.js';
import { EmptyState, PageHead } from '../parts/index.js';

/** Shown in place of a page that broke. */
export function ErrorPage() {
  return <Broken title="ra.page.error" text="ra.message.error" reload />;
}

/** Shown for an address that does not exist. */
export function NotFoundPage() {
  return <Broken title="ra.page.not_found" text="ra.message.not_found" />;
}

/** Shown for a page that the person's posts do not open. */
export function DeniedPage() {
  return <Broken title="ra.page.access_denied" text="ra.message.access_denied" />;
}

type Title = 'ra.page.error' | 'ra.page.not_found' | 'ra.page.access_denied';
type Text = 'ra.message.error' | 'ra.message.not_found' | 'ra.message.access_denied';

function Broken({ title, text, reload }: { title: Title; text: Text; reload?: boolean }) {
  const t = useText();
  return (
    <>
      <PageHead title={t(title)} />
      <EmptyState
        title={t(title)}
        action={
          <>
            {reload && (
              <Button variant="contained" onClick={() => window.location.reload()} sx={{ mr: 1 }}>
                {t('app.error.again')}
              </Button>
            )}
            <Button variant="outlined" href="/">
              {t('app.error.home')}
            </Button>
          </>
        }
      >
        {t(text)}
      </EmptyState>
    </>
  );
}
