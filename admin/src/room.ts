import type { ComponentType } from 'react';
import type { ResourceProps } from 'react-admin';
import type { Permission } from './api/rules.js';

/** What each folder gives to the application: a resource of react-admin, pages of its own, or both. */
export interface Room {
  resource?: ResourceProps;
  pages?: { path: string; page: ComponentType; permission?: Permission }[];
}
