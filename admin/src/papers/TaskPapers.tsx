import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { Link as To } from 'react-router-dom';
import { client, paperUrl } from '../api/client.js';
import type { TaskDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatDate, Panel } from '../parts/index.js';

/** The notices of a task as papers: 督办单、催办通知; one goes to each unit, so whom it names is told. Nothing where there are none. */
export function TaskPapers({ task: { id: taskId, title, version } }: { task: TaskDetail }) {
  const t = useText();
  const { data } = useQuery({ queryKey: ['papers', 'ofTask', taskId, version], queryFn: () => client.taskPapers(taskId) });
  if (!data || data.data.length === 0) return null;
  return (
    <Panel title={t('papers.ofTask')}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75, fontSize: 13 }}>
        {data.data.map(paper => (
          <Box component="li" key={paper.id} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
            {/* The number says of what kind it is; without one yet the kind itself stands here. */}
            <Link component={To} to={`/papers/${paper.id}/show`} title={paper.kindLabel}>
              {paper.number ?? paper.kindLabel}
            </Link>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {formatDate(paper.issuedOn)}
            </Box>
            <Link href={paperUrl(paper.id, 'docx')} className="no-print" sx={{ ml: 'auto' }}>
              {t('papers.docx')}
            </Link>
            <Box component="span" sx={{ width: '100%', mt: -0.5, fontSize: 12, color: 'text.secondary' }}>
              {paper.title.startsWith(title) && paper.title.slice(title.length)}
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
