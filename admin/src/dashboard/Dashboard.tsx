import { lazy, Suspense } from 'react';
import { Loading } from 'react-admin';
import { useMay } from '../api/session.js';

const WorkDesk = lazy(() => import('./WorkDesk.js'));
const AdminDesk = lazy(() => import('./AdminDesk.js'));

/** The first page: work for those who have some, their own things for the three administrators. */
export function Dashboard() {
  const works = useMay('dashboard.read');
  return <Suspense fallback={<Loading />}>{works ? <WorkDesk /> : <AdminDesk />}</Suspense>;
}
