import type { ComponentType } from 'react';
import { Admin, CustomRoutes, localStorageStore, Resource, type ResourceProps } from 'react-admin';
import { createBrowserRouter, Route, RouterProvider } from 'react-router-dom';
import { accounts } from './accounts/index.js';
import { authProvider, permissionFor } from './api/authProvider.js';
import { dataProvider } from './api/dataProvider.js';
import { queryClient } from './api/queryClient.js';
import { audit } from './audit/index.js';
import { calendar } from './calendar/index.js';
import { channels } from './channels/index.js';
import { Dashboard } from './dashboard/index.js';
import { documents } from './documents/index.js';
import { i18nProvider } from './i18n/index.js';
import { ladder } from './ladder/index.js';
import { DeniedPage, ErrorPage, NotFoundPage } from './layout/ErrorPage.js';
import { Guarded } from './layout/Guarded.js';
import { Layout } from './layout/Layout.js';
import { LoginPage } from './layout/LoginPage.js';
import { password } from './layout/password.js';
import { lightSchemes } from './lightSchemes/index.js';
import { messages } from './messages/index.js';
import { objects } from './objects/index.js';
import { papers } from './papers/index.js';
import { plans } from './plans/index.js';
import { posts } from './posts/index.js';
import { queue } from './queue/index.js';
import { review } from './review/index.js';
import type { Room } from './room.js';
import { permissionTable, sessions } from './security/index.js';
import { tasks } from './tasks/index.js';
import { theme } from './theme.js';
import { units } from './units/index.js';

const ROOMS: Room[] = [
  tasks,
  messages,
  review,
  documents,
  plans,
  objects,
  units,
  accounts,
  posts,
  queue,
  sessions,
  permissionTable,
  audit,
  calendar,
  channels,
  ladder,
  lightSchemes,
  papers,
  password,
];

const PAGES = ['list', 'show', 'create', 'edit'] as const;

/** What a person set on this machine (columns, language) outlives log-out; what was looked for does not. */
const remembered = localStorageStore('1', 'dudao');
const store = {
  ...remembered,
  reset: () => {
    for (const name of ['mine', ...ROOMS.map(room => room.resource?.name)]) remembered.removeItem(`${name}.listParams`);
  },
};

/** The pages of a resource, each behind the permission that it asks for. */
function guarded(resource: ResourceProps): ResourceProps {
  const pages = PAGES.flatMap(action => {
    const Page = resource[action] as ComponentType | undefined;
    if (!Page) return [];
    const page = (
      <Guarded key={action} permission={permissionFor(resource.name, action)}>
        <Page />
      </Guarded>
    );
    return [[action, page]];
  });
  return { ...resource, ...Object.fromEntries(pages) };
}

const Product = () => (
  <Admin
    title=""
    dataProvider={dataProvider}
    authProvider={authProvider}
    i18nProvider={i18nProvider}
    queryClient={queryClient}
    store={store}
    theme={theme}
    darkTheme={null}
    layout={Layout}
    dashboard={Dashboard}
    loginPage={LoginPage}
    catchAll={NotFoundPage}
    accessDenied={DeniedPage}
    error={ErrorPage}
    requireAuth
    disableTelemetry
  >
    {ROOMS.map(({ resource }) => resource && <Resource key={resource.name} {...guarded(resource)} />)}
    <CustomRoutes>
      {ROOMS.flatMap(({ pages = [] }) => pages).map(({ path, page: Page, permission }) => (
        <Route
          key={path}
          path={path}
          element={
            <Guarded permission={permission}>
              <Page />
            </Guarded>
          }
        />
      ))}
    </CustomRoutes>
  </Admin>
);

const router = createBrowserRouter([{ path: '*', element: <Product /> }]);

export const App = () => <RouterProvider router={router} />;
