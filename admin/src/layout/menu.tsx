import AccountTree from '@mui/icons-material/AccountTreeOutlined';
import Article from '@mui/icons-material/ArticleOutlined';
import AssignmentInd from '@mui/icons-material/AssignmentIndOutlined';
import Badge from '@mui/icons-material/BadgeOutlined';
import CalendarMonth from '@mui/icons-material/CalendarMonthOutlined';
import Dashboard from '@mui/icons-material/DashboardOutlined';
import Description from '@mui/icons-material/DescriptionOutlined';
import Devices from '@mui/icons-material/DevicesOutlined';
import Domain from '@mui/icons-material/DomainOutlined';
import FactCheck from '@mui/icons-material/FactCheckOutlined';
import Forum from '@mui/icons-material/ForumOutlined';
import History from '@mui/icons-material/HistoryOutlined';
import Key from '@mui/icons-material/KeyOutlined';
import ListAlt from '@mui/icons-material/ListAltOutlined';
import Mail from '@mui/icons-material/MailOutlined';
import ManageAccounts from '@mui/icons-material/ManageAccountsOutlined';
import MenuBook from '@mui/icons-material/MenuBookOutlined';
import Stairs from '@mui/icons-material/StairsOutlined';
import SyncAlt from '@mui/icons-material/SyncAltOutlined';
import Traffic from '@mui/icons-material/TrafficOutlined';
import type { ComponentType } from 'react';
import type { Permission } from '../api/rules.js';
import type { TextKey } from '../i18n/index.js';

export interface MenuEntry {
  to: string;
  label: TextKey;
  icon: ComponentType;
  permission?: Permission;
}

/** The sidebar, by what a person does; an entry is shown to those who hold its permission, a group when one of its entries is. */
export const MENU: { label?: TextKey; entries: MenuEntry[] }[] = [
  { entries: [{ to: '/', label: 'app.menu.dashboard', icon: Dashboard }] },
  {
    label: 'app.menu.work',
    entries: [
      { to: '/mine', label: 'app.menu.mine', icon: AssignmentInd, permission: 'task.mine' },
      { to: '/tasks', label: 'app.menu.ledger', icon: ListAlt, permission: 'task.read' },
      { to: '/messages', label: 'app.menu.messages', icon: Mail, permission: 'message.read' },
    ],
  },
  {
    label: 'app.menu.supervision',
    entries: [
      { to: '/review', label: 'app.menu.review', icon: FactCheck, permission: 'review.read' },
      { to: '/ladder', label: 'app.menu.ladder', icon: Stairs, permission: 'ladder.read' },
      { to: '/papers', label: 'app.menu.papers', icon: Description, permission: 'paper.read' },
      { to: '/light-schemes', label: 'app.menu.lightSchemes', icon: Traffic, permission: 'light_scheme.read' },
      { to: '/letterheads', label: 'app.menu.letterheads', icon: Article, permission: 'letterhead.manage' },
    ],
  },
  {
    label: 'app.menu.plans',
    entries: [
      { to: '/documents', label: 'app.menu.documents', icon: Article, permission: 'plan.read' },
      { to: '/plans', label: 'app.menu.planList', icon: MenuBook, permission: 'plan.read' },
      { to: '/objects', label: 'app.menu.objects', icon: Domain, permission: 'object.read' },
    ],
  },
  {
    label: 'app.menu.admin',
    entries: [
      { to: '/units', label: 'app.menu.units', icon: AccountTree, permission: 'unit.read' },
      { to: '/accounts', label: 'app.menu.accounts', icon: ManageAccounts, permission: 'account.read' },
      { to: '/posts', label: 'app.menu.posts', icon: Badge, permission: 'account.manage' },
      { to: '/failed-jobs', label: 'app.menu.queue', icon: SyncAlt, permission: 'queue.manage' },
      { to: '/message-settings', label: 'app.menu.channels', icon: Forum, permission: 'message.manage' },
      { to: '/calendar', label: 'app.menu.calendar', icon: CalendarMonth, permission: 'calendar.manage' },
    ],
  },
  {
    label: 'app.menu.security',
    entries: [
      { to: '/sessions', label: 'app.menu.sessions', icon: Devices, permission: 'security.read' },
      { to: '/permission-table', label: 'app.menu.permissions', icon: Key, permission: 'security.read' },
    ],
  },
  {
    label: 'app.menu.audit',
    entries: [{ to: '/audit', label: 'app.menu.auditLog', icon: History, permission: 'audit.read' }],
  },
];
