import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { paths, type RunPath } from '@/lib/paths';
import { formatSearch, parseSearch, type RawSearch } from '@/lib/url-state';
import { CrashPage, NotFoundPage } from './pages/fault-pages';
import { ProjectFrame } from './shell/ProjectFrame';
import { SignedIn } from './shell/SignedIn';

const pages = {
  login: lazyRouteComponent(() => import('./pages/LoginPage'), 'LoginPage'),
  authorize: lazyRouteComponent(() => import('./pages/AuthorizePage'), 'AuthorizePage'),
  home: lazyRouteComponent(() => import('./pages/HomePage'), 'HomePage'),
  settings: lazyRouteComponent(() => import('./pages/SettingsPage'), 'SettingsPage'),
  entity: lazyRouteComponent(() => import('./pages/EntityPage'), 'EntityPage'),
  runs: lazyRouteComponent(() => import('./pages/RunsPage'), 'RunsPage'),
  run: lazyRouteComponent(() => import('./pages/RunPage'), 'RunPage'),
  artifacts: lazyRouteComponent(() => import('./pages/ArtifactsPage'), 'ArtifactsPage'),
  artifact: lazyRouteComponent(() => import('./pages/ArtifactPage'), 'ArtifactPage'),
};

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: CrashPage });
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });
const project = createRoute({ getParentRoute: () => signedIn, path: '$entity/$project', component: ProjectFrame });

/** Third segments that are pages; any other is the short address of a run. */
const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: 'login', component: pages.login }),
  createRoute({ getParentRoute: () => root, path: 'authorize', component: pages.authorize }),
  signedIn.addChildren([
    createRoute({ getParentRoute: () => signedIn, path: '/', component: pages.home }),
    createRoute({ getParentRoute: () => signedIn, path: 'home', component: pages.home }),
    createRoute({ getParentRoute: () => signedIn, path: 'settings', component: pages.settings }),
    createRoute({ getParentRoute: () => signedIn, path: 'settings/$part', component: pages.settings }),
    createRoute({ getParentRoute: () => signedIn, path: '$entity', component: pages.entity }),
    createRoute({
      getParentRoute: () => signedIn,
      path: '$entity/projects',
      beforeLoad: ({ params }) => redirect({ href: paths.entity((params as { entity: string }).entity), replace: true, throw: true }),
    }),
    project.addChildren([
      createRoute({ getParentRoute: () => project, path: '/', component: pages.runs }),
      createRoute({ getParentRoute: () => project, path: 'workspace', component: pages.runs }),
      createRoute({ getParentRoute: () => project, path: 'overview', component: pages.runs }),
      createRoute({ getParentRoute: () => project, path: 'table', component: pages.runs }),
      createRoute({ getParentRoute: () => project, path: 'runs', component: pages.runs }),
      createRoute({ getParentRoute: () => project, path: 'runs/$run', component: pages.run }),
      createRoute({ getParentRoute: () => project, path: 'runs/$run/$tab', component: pages.run }),
      createRoute({ getParentRoute: () => project, path: 'runs/$run/files/$', component: pages.run }),
      createRoute({ getParentRoute: () => project, path: 'artifacts', component: pages.artifacts }),
      createRoute({ getParentRoute: () => project, path: 'artifacts/$type', component: pages.artifacts }),
      createRoute({ getParentRoute: () => project, path: 'artifacts/$type/$name', component: pages.artifact }),
      createRoute({ getParentRoute: () => project, path: 'artifacts/$type/$name/$version', component: pages.artifact }),
      createRoute({ getParentRoute: () => project, path: 'artifacts/$type/$name/$version/$tab', component: pages.artifact }),
      createRoute({ getParentRoute: () => project, path: 'artifacts/$type/$name/$version/files/$', component: pages.artifact }),
      createRoute({
        getParentRoute: () => project,
        path: '$run',
        beforeLoad: ({ params }) => redirect({ href: paths.run(params as RunPath), replace: true, throw: true }),
      }),
    ]),
  ]),
]);

export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch: (search) => formatSearch(search as RawSearch),
    defaultPendingMs: 150,
    defaultNotFoundComponent: NotFoundPage,
    ...(history === undefined ? {} : { history }),
  });
}

export type AppRouter = ReturnType<typeof makeRouter>;
