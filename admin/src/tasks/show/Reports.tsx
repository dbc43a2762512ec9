import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { VOID_RETURNS } from '../../api/rules.js';
import type { Report } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { ActBar, formatInstant, InstantText, StateMark } from '../../parts/index.js';
import { Words } from './Fact.js';

const SHOWN = 5;

/** What the units reported, newest first. */
export function Reports({ reports }: { reports: Report[] }) {
  const t = useText();
  const [all, setAll] = useState(false);
  if (reports.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {t('taskPage.reports.empty')}
      </Typography>
    );
  const hidden = all ? 0 : Math.max(0, reports.length - SHOWN);
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {reports.slice(0, reports.length - hidden).map(report => (
        <ReportEntry key={report.id} report={report} />
      ))}
      {hidden > 0 && (
        <Button sx={{ justifySelf: 'start' }} onClick={() => setAll(true)}>
          {t('taskPage.reports.more', { count: hidden })}
        </Button>
      )}
    </Box>
  );
}

/** One report: its period and state, percent with a bar, what was done, and what was said of it. `bare` leaves the acts to the screen around it. */
export function ReportEntry({ report, bare }: { report: Report; bare?: boolean }) {
  const t = useText();
  const counts = !(VOID_RETURNS as readonly string[]).includes(report.state);
  return (
    <Box component="article" sx={{ breakInside: 'avoid', minWidth: 0, opacity: counts ? 1 : 0.7 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3" component="span">
          {report.unitName}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {report.reportedByName} · <InstantText value={report.at} />
          {report.periodLabel && ` · ${report.periodLabel}`}
          {report.unchanged && ` · ${t('taskPage.reports.unchanged')}`}
        </Typography>
        <Box sx={{ ml: 'auto' }}>
          <StateMark state={report.state} label={report.stateLabel} />
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', my: 0.25 }}>
        <LinearProgress
          variant="determinate"
          value={Math.min(report.percent, 100)}
          aria-label={`${report.percent}%`}
          sx={{ flex: 1, maxWidth: 240, height: 6, borderRadius: 3 }}
        />
        <Box component="b" sx={{ fontSize: 13 }}>
          {report.percent}%
        </Box>
      </Box>
      <Words>{report.doneText}</Words>
      {report.problem && <Labelled label={t('taskPage.reports.problem')}>{report.problem}</Labelled>}
      {report.nextStep && <Labelled label={t('taskPage.reports.nextStep')}>{report.nextStep}</Labelled>}
      {report.help && <Labelled label={t('taskPage.reports.help')}>{report.help}</Labelled>}
      {report.riskLabel && <Labelled label={t('taskPage.reports.risk')}>{report.riskLabel}</Labelled>}
      {report.decision && (
        <Typography variant="caption" component="div" color={report.state === 'returned' ? 'error' : 'textSecondary'}>
          {t('taskPage.reports.decided', {
            label: report.decision.label,
            name: report.decision.byName,
            at: formatInstant(report.decision.at),
          })}
          {report.decision.text && `：${report.decision.text}`}
        </Typography>
      )}
      {!bare && (
        <Box sx={{ mt: 0.5 }}>
          <ActBar process="cycle_return" record={report} about={`${report.unitName} · ${report.percent}%`} />
        </Box>
      )}
    </Box>
  );
}

function Labelled({ label, children }: { label: string; children: string }) {
  return (
    <Words>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {label}：
      </Box>
      {children}
    </Words>
  );
}
