import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import {
  Boxes,
  House,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  PanelLeftClose,
  PanelLeftOpen,
  Settings,
  Sun,
  TableProperties,
  UserRound,
} from 'lucide-react';
import { AppLink } from '@/components/AppLink';
import { Brand } from '@/components/Brand';
import { useSignOut, useViewer } from '@/features/auth/api/session';
import { paths } from '@/lib/paths';
import { usePageParams } from '@/lib/use-params';
import styles from './Rail.module.css';

interface Entry {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  readonly active: boolean;
}

export function Rail({ narrow, onToggle }: { narrow: boolean; onToggle: () => void }) {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const { entity, project } = usePageParams();
  const general: Entry[] = [
    { label: 'Home', href: paths.home, icon: House, active: pathname === '/' || pathname === '/home' },
    { label: 'Settings', href: paths.settings, icon: Settings, active: pathname.startsWith('/settings') },
  ];
  const inProject = entity === undefined || project === undefined ? [] : projectEntries({ entity, project }, pathname);
  return (
    <header className={styles.rail} data-narrow={narrow}>
      <div className={styles.top}>
        <AppLink href="/" className={styles.brand} aria-label="Tunebook, home">
          <Brand small={narrow} />
        </AppLink>
      </div>
      <nav aria-label="Main" className={styles.nav}>
        <Entries entries={general} narrow={narrow} />
        {entity !== undefined && project !== undefined && (
          <>
            <div className={styles.project} title={`${entity}/${project}`}>
              <AppLink href={paths.entity(entity)} className={styles.entity}>
                {entity}
              </AppLink>
              <span className={styles.projectName}>{project}</span>
            </div>
            <Entries entries={inProject} narrow={narrow} />
          </>
        )}
      </nav>
      <div className={styles.bottom}>
        <UserMenu />
        <ThemeSwitch />
        <Tooltip label={narrow ? 'Widen the rail' : 'Narrow the rail'}>
          <ActionIcon className={styles.toggle} aria-label={narrow ? 'Widen the rail' : 'Narrow the rail'} onClick={onToggle}>
            {narrow ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

function projectEntries(path: { entity: string; project: string }, pathname: string): Entry[] {
  const base = paths.project(path);
  const within = (part: string) => pathname === `${base}/${part}` || pathname.startsWith(`${base}/${part}/`);
  return [
    {
      label: 'Runs',
      href: paths.runs(path),
      icon: TableProperties,
      active: pathname === base || within('table') || within('runs'),
    },
    { label: 'Artifacts', href: paths.artifacts(path), icon: Boxes, active: within('artifacts') },
  ];
}

function Entries({ entries, narrow }: { entries: readonly Entry[]; narrow: boolean }) {
  return (
    <ul className={styles.entries}>
      {entries.map(({ label, href, icon: Icon, active }) => (
        <li key={label}>
          <Tooltip label={label} position="right" disabled={!narrow}>
            <AppLink href={href} className={styles.entry} {...(active ? { 'aria-current': 'page' } : {})}>
              <Icon size={16} aria-hidden />
              <span className={styles.label}>{label}</span>
            </AppLink>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = colorScheme === 'auto' ? 'light' : colorScheme === 'light' ? 'dark' : 'auto';
  const words = { auto: 'follows the system', light: 'light', dark: 'dark' } as const;
  const label = `Theme: ${words[colorScheme]}. Change to: ${words[next]}`;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => { setColorScheme(next); }}>
        {colorScheme === 'auto' ? <Monitor size={16} /> : colorScheme === 'light' ? <Sun size={16} /> : <Moon size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

function UserMenu() {
  const viewer = useViewer();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={200}>
      <Menu.Target>
        <ActionIcon aria-label={`Account of ${viewer.username}`}>
          <UserRound size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{viewer.username}</Menu.Label>
        <Menu.Item leftSection={<LogOut size={14} />} onClick={() => { signOut.mutate(); }}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
