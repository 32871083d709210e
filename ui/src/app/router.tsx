import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
} from '@tanstack/react-router';
import { formatSearch, parseSearch, type RawSearch } from '@/lib/url-state';
import { CrashPage, NotFoundPage } from './pages/fault-pages';
import { SignedIn } from './shell/SignedIn';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: CrashPage });

const login = createRoute({
  getParentRoute: () => root,
  path: 'login',
  component: lazyRouteComponent(() => import('./pages/LoginPage'), 'LoginPage'),
});
const authorize = createRoute({
  getParentRoute: () => root,
  path: 'authorize',
  component: lazyRouteComponent(() => import('./pages/AuthorizePage'), 'AuthorizePage'),
});

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn });

const home = createRoute({ getParentRoute: () => signedIn, path: '/', component: lazyRouteComponent(() => import('./pages/HomePage'), 'HomePage') });
const homeToo = createRoute({ getParentRoute: () => signedIn, path: 'home', component: lazyRouteComponent(() => import('./pages/HomePage'), 'HomePage') });
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: 'settings',
  component: lazyRouteComponent(() => import('./pages/SettingsPage'), 'SettingsPage'),
});
const settingsPart = createRoute({
  getParentRoute: () => signedIn,
  path: 'settings/$part',
  component: lazyRouteComponent(() => import('./pages/SettingsPage'), 'SettingsPage'),
});

const tree = root.addChildren([login, authorize, signedIn.addChildren([home, homeToo, settings, settingsPart])]);

export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch: (search) => formatSearch(search as RawSearch),
    scrollRestoration: true,
    defaultPendingMs: 150,
    ...(history === undefined ? {} : { history }),
  });
}

export type AppRouter = ReturnType<typeof makeRouter>;
