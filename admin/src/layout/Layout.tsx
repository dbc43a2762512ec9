import { lazy, Suspense } from 'react';
import { type LayoutProps, Layout as RaLayout } from 'react-admin';
import { Navigate, useLocation } from 'react-router-dom';
import { useSessionState } from '../api/session.js';
import { ErrorPage } from './ErrorPage.js';
import { Header } from './Header.js';
import { SideMenu } from './SideMenu.js';

const SessionDialog = lazy(() => import('./SessionDialog.js'));

/** The frame of every page after log-in. Whoever still has an initial password first comes to the page that changes it. */
export function Layout({ children }: LayoutProps) {
  const { session, expired } = useSessionState();
  const { pathname } = useLocation();
  if (!session) return null;
  if (session.account.mustChangePassword && pathname !== '/password') return <Navigate to="/password" replace />;
  return (
    <RaLayout appBar={Header} appBarAlwaysOn menu={SideMenu} error={ErrorPage}>
      {children}
      {expired && (
        <Suspense>
          <SessionDialog />
        </Suspense>
      )}
    </RaLayout>
  );
}
