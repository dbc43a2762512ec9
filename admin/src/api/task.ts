import { useQuery } from '@tanstack/react-query';
import { client } from './client.js';
import { request } from './http.js';
import type { TaskDetail } from './types.js';

/**
 * One task whole. It has a key of its own: the framework puts a list's short rows under its key of single records,
 * and a page that takes one for a whole task would find nothing in it.
 */
export const taskQuery = (id: number) => ({
  queryKey: ['tasks', 'detail', id],
  queryFn: () => request<TaskDetail>('GET', `/tasks/${id}`),
});

/** The task as the server shows it to this person; an act's answer replaces it at once (see useActed). */
export const useTask = (id: number) => useQuery(taskQuery(id));

/** What a notice (督办单) of a task starts from: for each level by which day it is answered, and what it says. */
export const useEscalationForm = (taskId: number) =>
  useQuery({ queryKey: ['tasks', 'escalationForm', taskId], queryFn: () => client.escalationForm(taskId) });

/** What a report of a share starts from: its period and what was said last. Asked anew each time the form opens. */
export const useReportForm = (assignmentId: number) =>
  useQuery({ queryKey: ['tasks', 'reportForm', assignmentId], queryFn: () => client.reportForm(assignmentId) });
